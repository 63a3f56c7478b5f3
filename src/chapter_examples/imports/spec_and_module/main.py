"""The attributes of a package's spec, and their copies in the package."""

import shop

COPIES = {  # book: part compare
    "name": "__name__",
    "parent": "__package__",
    "loader": "__loader__",
    "origin": "__file__",
    "submodule_search_locations": "__path__",
    "cached": "__cached__",
}

for attribute, copy in COPIES.items():
    if hasattr(shop, copy):
        equal = getattr(shop, copy) == getattr(shop.__spec__, attribute)
        print(f"{copy:11} == __spec__.{attribute}: {equal}")  # book: end compare

# book: changed 3.15: An import does not set `__cached__`; the spec still has the path of the `.pyc` file.
# book: portable
