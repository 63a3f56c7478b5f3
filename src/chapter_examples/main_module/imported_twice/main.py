"""Sell a pear, and handle an empty stock."""

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
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.13: The traceback marks a call even if it fills its line: the function with `~` and its
#     arguments with `^`.
