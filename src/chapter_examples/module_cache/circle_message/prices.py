"""The prices, which need the limit of a basket."""

from basket import LIMIT

APPLE = 30
