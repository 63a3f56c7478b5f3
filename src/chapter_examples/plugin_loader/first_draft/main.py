"""A loader of four lines, and what becomes of four calls."""

import json
import sys
from importlib.util import module_from_spec, spec_from_file_location


def load(path, name):  # book: part draft
    spec = spec_from_file_location(name, path)
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


for path, name in [
    ("good.py", "good"),
    ("notes.txt", "notes"),
    ("broken.py", "broken"),
    ("good.py", "json"),
]:
    try:
        print(path, "loaded:", load(path, name).LIMIT)
    except Exception as error:
        print(path, "failed:", error)

print("broken is importable:", "broken" in sys.modules)
print("json is still json:", sys.modules["json"] is json)  # book: end draft

# book: portable
