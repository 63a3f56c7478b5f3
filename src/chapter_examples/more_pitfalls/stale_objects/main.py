"""Which objects are left of a class that was reloaded?"""

import importlib

import prices
from stale import stale


class Discount(prices.Price):
    """A class of another module, made from one that will be replaced."""


apple, offer = prices.Price(30), Discount(20)
keys = [prices.make_key()]
print(len(list(stale(prices))))
importlib.reload(prices)
pear = prices.Price(40)
print(sorted(thing.cents for thing in stale(prices)))
