"""A name taken out of a module, and the module's own."""

import prices
from prices import APPLE

prices.APPLE = 35
print("prices.APPLE:", prices.APPLE)
print("APPLE:", APPLE)

# book: portable
