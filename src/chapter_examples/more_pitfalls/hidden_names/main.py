"""Which modules in a folder have the name of another module?"""

import sys

LOADED = set(sys.modules)  # before this program imports anything else

import os
import pkgutil
from importlib.machinery import BuiltinImporter, FrozenImporter, PathFinder


def compare(name, path):
    if name in LOADED or BuiltinImporter.find_spec(name) or FrozenImporter.find_spec(name):
        return "is not imported, because Python has a module of that name already"
    spec = PathFinder.find_spec(name, path)
    return "hides another module" if spec and spec.loader else "has a name of its own"


folder = os.path.abspath(sys.argv[1])
own = [folder, os.path.dirname(os.path.abspath(__file__))]
path = [entry for entry in sys.path if os.path.abspath(entry) not in own]
sys.stdout.reconfigure(errors="backslashreplace")  # for names that are not text
for module in pkgutil.iter_modules([folder]):
    try:
        print(module.name, compare(module.name, path))
    except Exception as error:
        print(module.name, "cannot be compared:", type(error).__name__)

# book: command python main.py dice
