"""Report the prices."""

print("__package__ is", repr(__package__))

from . import prices

print("an apple is", prices.APPLE)
