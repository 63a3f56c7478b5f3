"""The same two modules, one of which imports a name lazily."""

from shop.basket import cost

print(cost(2))

# book: requires >=3.15: lazy imports do not exist there
# book: portable
