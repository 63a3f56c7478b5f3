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
