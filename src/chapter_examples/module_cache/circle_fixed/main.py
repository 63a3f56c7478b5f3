"""The same two modules, with names that are looked up when they are used."""

import shop.basket

print(shop.basket.cost(2))
print(shop.prices.most())

# book: portable
