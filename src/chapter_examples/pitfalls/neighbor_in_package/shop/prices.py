"""The prices of the shop."""

APPLE = 30
