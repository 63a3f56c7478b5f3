"""A script that looks for a neighbour in its package."""

from .prices import APPLE

print("an apple costs", APPLE)

# book: raises ImportError
# book: changed 3.9: The traceback shows `main.py` with the absolute path that CPython gives to a script.
