"""The program."""

from prices import APPLE

print("an apple costs", APPLE)
