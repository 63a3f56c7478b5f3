"""A package that imports its own module."""

from shop import prices
