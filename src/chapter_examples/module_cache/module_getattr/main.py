"""Use a module that answers for names it does not have."""

import tables

print(tables.SIZE)
print("SQUARES" in vars(tables))
print(tables.SQUARES)
from tables import SQUARES

print(tables.CUBES)

# book: raises AttributeError
# book: changed 3.9: Python makes the path of the script absolute, as those of imported modules are.
# book: changed 3.11: A code object knows the columns of each instruction, so the traceback marks the failed look-up.
