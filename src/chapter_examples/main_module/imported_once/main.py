"""Sell a pear, and handle an empty stock."""

import till
from stock import OutOfStock

if __name__ == "__main__":
    try:
        till.sell("pear")
    except OutOfStock:
        print("Sorry, no pears.")

# book: portable
