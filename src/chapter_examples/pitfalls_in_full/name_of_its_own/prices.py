"""The prices of today."""

APPLE = 30
