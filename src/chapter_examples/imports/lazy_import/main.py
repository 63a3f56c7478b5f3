"""Import a module now, load it when it is used."""

import sys

lazy import prices

print("loaded:", "prices" in sys.modules)
print(prices.APPLE)
print("loaded:", "prices" in sys.modules)

# book: raises SyntaxError on <3.15
