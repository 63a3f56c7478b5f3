"""The same name as before, and a file that is read later."""

import importlib

import prices

print("imported")
try:
    prices.cheapest()
except NameError as error:
    print("inside:", error)
print(prices.PRICES["apple"], prices.PRICES["pear"])

prices.FILE.write_text("apple 31\npear 41\n", encoding="utf-8")
importlib.reload(prices)
print("after a reload:", prices.PRICES["apple"])

# book: portable
