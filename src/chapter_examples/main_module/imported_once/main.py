"""Sell a pear, and be ready for there being none."""

import till
from stock import OutOfStock

if __name__ == "__main__":
    try:
        till.sell("pear")
    except OutOfStock:
        print("Sorry, no pears.")

# book: portable
