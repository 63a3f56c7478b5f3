"""A module that looks for a neighbour in its package."""

from .prices import APPLE

print("an apple costs", APPLE)
