"""A name imported from a module, and the same name in the module."""

import prices
from prices import APPLE

prices.APPLE = 35
print("prices.APPLE:", prices.APPLE)
print("APPLE:", APPLE)

# book: portable
