"""Prices to try the report with."""

APPLE = 1
