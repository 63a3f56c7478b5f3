"""A program of two files that imports one of them several times."""

import sys

print("main: begins")
import prices

print("main: has imported prices")
import prices
import prices as tariff
from prices import total

print("one module:", prices is tariff is sys.modules["prices"])
print("one function:", total is prices.total)
print("three apples:", sys.modules["prices"].total(3))

# book: portable
