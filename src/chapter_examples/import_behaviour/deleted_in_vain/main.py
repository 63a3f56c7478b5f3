"""A deleted module that comes back without running."""

import sys

from shop import prices

before = prices
del sys.modules["shop.prices"]
print("deleted")
from shop import prices

print("the old one:", prices is before)
print("in sys.modules:", "shop.prices" in sys.modules)

# book: portable
