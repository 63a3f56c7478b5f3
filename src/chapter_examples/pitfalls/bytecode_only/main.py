"""A module of which only the bytecode remains."""

import os
import py_compile

compiled = py_compile.compile("prices.py")
print("compiled into", os.path.dirname(compiled))
os.remove("prices.py")
import prices

# book: raises ModuleNotFoundError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
