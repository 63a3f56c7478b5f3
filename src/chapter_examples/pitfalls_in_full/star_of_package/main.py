"""Take everything from a package."""

import sys

if "--early" in sys.argv:
    import shop.report

from shop import *

print("an apple costs", prices.APPLE)

# book: command python main.py --early
# book: command python main.py
# book: raises NameError
