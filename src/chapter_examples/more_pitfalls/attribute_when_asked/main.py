"""The same name as ever, and no file before."""

import prices

print("imported")
print(prices.PRICES["apple"], prices.PRICES["pear"])
