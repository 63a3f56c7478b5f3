"""A basket that uses the prices."""

from shop import prices
