"""A basket, which uses the prices."""

from shop import prices
