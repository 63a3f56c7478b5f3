"""A module of which the bytecode alone is left."""

import os
import py_compile

compiled = py_compile.compile("prices.py")
print("compiled into", os.path.dirname(compiled))
os.remove("prices.py")
import prices

# book: raises ModuleNotFoundError
# book: changed 3.9: CPython makes the path of the script absolute, and the traceback shows that for `main.py`.
