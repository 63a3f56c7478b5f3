"""The same two modules, with what both need in a third module."""

from shop.basket import cost
from shop.prices import most

print(cost(2))
print(most())

# book: portable
