"""A file loaded by its path, under a name that no other module has."""

import importlib.util
import sys


def load(name, path):
    if name in sys.modules:
        raise ImportError(f"there is a module called {name!r}")
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None:
        raise ImportError(f"{path!r} is not called like a module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


trial = load("trial_prices", "tools/prices.py")
import prices

print("the tool's apple:", trial.APPLE)
print("your apple:      ", prices.APPLE)

# book: portable
