"""A deleted module is imported again, but does not run again."""

import sys

from shop import prices

before = prices
del sys.modules["shop.prices"]
print("deleted")
from shop import prices

print("the old one:", prices is before)
print("in sys.modules:", "shop.prices" in sys.modules)

# book: portable
