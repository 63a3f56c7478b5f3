"""A path for the length of a block."""

import contextlib
import os
import sys


@contextlib.contextmanager
def searching(folder):
    entry = os.path.abspath(folder)
    sys.path.insert(0, entry)
    try:
        yield
    finally:
        with contextlib.suppress(ValueError):
            sys.path.remove(entry)


with searching("tools"):
    import prices

    sys.path.append("plugins")  # somebody else adds a folder meanwhile
print("the tool's apple:", prices.APPLE)
print("added meanwhile: ", sys.path[-1])

import prices

print("your apple:      ", prices.APPLE)

# book: portable
