"""One program at three levels of optimization."""

import sys


def half(number):
    """Return half of an even number."""
    assert number % 2 == 0, "the number is odd"
    return number // 2


print("level", sys.flags.optimize, "and __debug__ is", __debug__)
print("doc: ", half.__doc__)
try:
    print("half:", half(7))
except AssertionError as error:
    print("half:", error)

# book: command python three_levels.py
# book: command python -O three_levels.py
# book: command python -OO three_levels.py
# book: portable
