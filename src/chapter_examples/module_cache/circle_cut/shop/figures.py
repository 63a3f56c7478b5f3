"""The figures of the shop, which need nobody."""

APPLE = 30
LIMIT = 10
