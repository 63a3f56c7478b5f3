"""The figures of the shop, which do not need another module."""

APPLE = 30
LIMIT = 10
