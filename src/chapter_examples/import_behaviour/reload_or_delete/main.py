"""Two ways to run a module again, and their consequences."""

import importlib
import sys

from shop import basket, prices


def by_reload():
    return importlib.reload(sys.modules["shop.prices"])


def by_deletion():
    del sys.modules["shop.prices"]
    return importlib.import_module("shop.prices")


for renew in [by_reload, by_deletion]:
    before = sys.modules["shop.prices"]
    before.extra = "set from outside"
    apple = before.Price(30)
    print(renew.__name__)
    after = renew()
    print("  the same module:", after is before)
    print("  extra is still there:", hasattr(after, "extra"))
    print("  basket uses the new code:", basket.prices.Price is after.Price)
    print("  apple is a Price:", isinstance(apple, after.Price))

# book: portable
