"""A module that imports a neighbor from its package."""

from .prices import APPLE

print("an apple costs", APPLE)
