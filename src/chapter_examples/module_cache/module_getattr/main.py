"""Use a module that computes names it does not have."""

import tables

print(tables.SIZE)
print("SQUARES" in vars(tables))
print(tables.SQUARES)
from tables import SQUARES

print(tables.CUBES)

# book: raises AttributeError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the look-up that failed.
