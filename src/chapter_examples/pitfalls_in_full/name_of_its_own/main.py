"""A file loaded by its path, under a name that nobody else has."""

import importlib.util
import sys


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


trial = load("trial_prices", "tools/prices.py")
import prices

print("the tool's apple:", trial.APPLE)
print("your apple:      ", prices.APPLE)

# book: portable
