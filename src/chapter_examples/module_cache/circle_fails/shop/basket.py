"""A basket, which needs a price."""

from shop.prices import APPLE

LIMIT = 10
