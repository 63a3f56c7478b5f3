"""The parts of the import machinery, and the language in which each is written."""

import _frozen_importlib
import _imp
import builtins
import importlib
import sys

machinery = importlib._bootstrap, importlib._bootstrap_external
for module in machinery:
    print(module.__name__, "is", module.__spec__.name, module._install.__code__.co_filename)
print(importlib._bootstrap is _frozen_importlib)
print(builtins.__import__, _imp.create_builtin)
print(list(sys.modules)[:6])

# book: changed 3.9: `_frozen_importlib_external` no longer loads `_thread` again, which moved it further back.
