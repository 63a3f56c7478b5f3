"""A basket, which needs a price."""

from prices import APPLE

LIMIT = 10
