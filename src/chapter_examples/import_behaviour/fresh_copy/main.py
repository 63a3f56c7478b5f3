"""Import a fresh copy of a module for a test, and restore the old one afterward."""

import importlib
import sys
from contextlib import contextmanager


@contextmanager
def fresh(name):
    before = sys.modules.pop(name, None)
    try:
        yield importlib.import_module(name)
    finally:
        sys.modules.pop(name, None)
        if before is not None:
            sys.modules[name] = before


import prices

prices.APPLE = 0
with fresh("prices") as copy:
    print("in the test:", copy.APPLE)
print("after it:", sys.modules["prices"].APPLE)
print("unchanged:", sys.modules["prices"] is prices)

# book: portable
