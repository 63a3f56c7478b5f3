"""A package is imported before its submodule, which becomes an attribute of it."""

import shop

print("has prices:", hasattr(shop, "prices"))

from shop.prices import APPLE

print("has prices:", hasattr(shop, "prices"))
print("searched:", shop.__path__)
