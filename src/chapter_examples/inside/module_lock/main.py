"""The lock of a module, while the module is imported and afterwards."""

import importlib._bootstrap

import prices

print("after: ", "prices" in importlib._bootstrap._module_locks, prices.__spec__._initializing)
