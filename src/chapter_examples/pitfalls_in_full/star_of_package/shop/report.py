"""A report, which needs the prices."""

from shop import prices
