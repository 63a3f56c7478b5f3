"""The same two modules, with the names looked up when they are needed."""

import shop.basket

print(shop.basket.cost(2))
print(shop.prices.most())

# book: portable
