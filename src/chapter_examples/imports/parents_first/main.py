"""A package is imported before its submodule, and gets it as an attribute."""

import shop

print("has prices:", hasattr(shop, "prices"))

from shop.prices import APPLE

print("has prices:", hasattr(shop, "prices"))
print("searched:", shop.__path__)
