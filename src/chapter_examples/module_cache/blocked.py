"""`None` in `sys.modules` prevents an import."""

import sys

sys.modules["sqlite3"] = None
import sqlite3

# book: raises ModuleNotFoundError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.15: The traceback has a message of its own for a library module that is not found, whatever
#     the reason.
