"""The prices, which need the limit of a basket."""

from shop.basket import LIMIT

APPLE = 30
