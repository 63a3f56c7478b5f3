"""None in sys.modules stands for: do not import this."""

import sys

sys.modules["sqlite3"] = None
import sqlite3

# book: raises ModuleNotFoundError
