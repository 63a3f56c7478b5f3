"""Take everything from a package."""

import sys

if "--early" in sys.argv:
    import shop.report

from shop import *

print("an apple costs", prices.APPLE)

# book: command python main.py --early
# book: command python main.py
# book: raises NameError
# book: changed 3.9: CPython makes the path of the script absolute, and the traceback shows it for `main.py`.
# book: changed 3.11: Instructions know their columns, so the traceback marks the name that is not defined.
