"""None in sys.modules stands for: do not import this."""

import sys

sys.modules["sqlite3"] = None
import sqlite3

# book: raises ModuleNotFoundError
# book: changed 3.9: Python makes the path of a script absolute, so the traceback shows it in full.
# book: changed 3.15: The traceback has its own words for a library module that is not found, whatever the reason.
