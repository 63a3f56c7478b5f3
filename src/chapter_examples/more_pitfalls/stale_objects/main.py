"""Which objects are instances of a class that is no longer the class?"""

import gc
import importlib
import sys

import prices


def stale(module):
    for thing in gc.get_objects():
        kind = type(thing)
        if kind.__module__ == module.__name__ and getattr(module, kind.__name__, None) is not kind:
            yield thing


apple = prices.Price(30)
print(len(list(stale(prices))))
importlib.reload(prices)
pear = prices.Price(40)
print([thing.cents for thing in stale(sys.modules["prices"])])
