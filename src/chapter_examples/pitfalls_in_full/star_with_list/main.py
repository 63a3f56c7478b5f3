"""Take what the package offers."""

from shop import *

print("an apple costs", prices.APPLE)
print("offered:", [name for name in dir() if not name.startswith("_")])

# book: portable
