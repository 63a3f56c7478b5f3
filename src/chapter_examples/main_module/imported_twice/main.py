"""Sell a pear, and be ready for there being none."""

import till

print("running as", __name__)


class OutOfStock(Exception):
    pass


if __name__ == "__main__":
    try:
        till.sell("pear")
    except OutOfStock:
        print("Sorry, no pears.")

# book: raises OutOfStock
# book: changed 3.9: Python makes the path of the script absolute, as those of imported modules are.
# book: changed 3.13: A call is marked in two parts, function `~` and arguments `^`, even if it fills its line.
