"""One file that is imported under two names."""

import sys

sys.path.append("shop")

import prices
import shop.prices

print("same module:", prices is shop.prices)
print("same class: ", prices.Price is shop.prices.Price)
print("isinstance: ", isinstance(prices.Price(), shop.prices.Price))

# book: portable
