"""The prices, twice, and no file before."""

import prices

print("imported")
print(prices.table()["apple"], prices.table()["pear"])
