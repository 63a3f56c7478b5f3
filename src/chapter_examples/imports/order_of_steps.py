"""The steps of an import, seen by a finder and a loader."""

import sys
from importlib.machinery import ModuleSpec


class Loader:
    def create_module(self, spec):
        print("create_module: stored", spec.name in sys.modules)

    def exec_module(self, module):
        print("exec_module:   stored", module.__name__ in sys.modules)
        module.result = 42


class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "answer":
            print("find_spec:     stored", name in sys.modules)
            return ModuleSpec(name, Loader())


sys.meta_path.insert(0, Finder())
import answer

print("imported:", answer.result)

# book: portable
