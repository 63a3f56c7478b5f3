"""A basket that needs a price."""

from shop.prices import APPLE

LIMIT = 10
