"""Use a module that answers for names it does not have."""

import tables

print(tables.SIZE)
print("SQUARES" in vars(tables))
print(tables.SQUARES)
from tables import SQUARES

print(tables.CUBES)

# book: raises AttributeError
