"""The prices of the shop."""

import sys

print("prices: begins; in sys.modules:", __name__ in sys.modules)
APPLE = 30


def total(apples):
    return apples * APPLE


print("prices: ends")
