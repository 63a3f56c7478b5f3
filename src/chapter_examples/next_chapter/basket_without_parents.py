"""A class that works with `len()`, `for`, `in` and `+`, and does not inherit them."""

from collections.abc import Collection, Container, Iterable, Sequence, Sized


class Basket:
    def __init__(self, *items):
        self.items = items

    def __len__(self):
        return len(self.items)

    def __iter__(self):
        return iter(self.items)

    def __contains__(self, item):
        return item in self.items

    def __add__(self, other):
        return Basket(*self.items, *other.items)


basket = Basket("apple") + Basket("pear", "fig")
print(len(basket), *basket, "fig" in basket)
for kind in (Sized, Iterable, Container, Collection, Sequence):
    print(kind.__name__, isinstance(basket, kind))

# book: portable
