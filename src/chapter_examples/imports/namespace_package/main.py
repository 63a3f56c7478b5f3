"""A package in two folders that do not have an `__init__.py`."""

import sys

sys.path[1:1] = ["orchard", "market"]

import fruit.apple
import fruit.price

print("file:", fruit.__file__)
print("path:", list(fruit.__path__))
print(fruit.apple.__file__)
print(fruit.price.__file__)
