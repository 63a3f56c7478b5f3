"""A path for the length of a block."""

import contextlib
import sys


@contextlib.contextmanager
def searching(folder):
    before = list(sys.path)
    sys.path.insert(0, folder)
    try:
        yield
    finally:
        sys.path[:] = before


with searching("tools"):
    import prices
print("the tool's apple:", prices.APPLE)

import prices

print("your apple:      ", prices.APPLE)

# book: portable
