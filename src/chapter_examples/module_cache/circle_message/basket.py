"""A basket that needs a price."""

from prices import APPLE

LIMIT = 10
