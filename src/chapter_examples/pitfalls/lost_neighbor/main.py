"""A script that imports a neighbor from its package."""

from .prices import APPLE

print("an apple costs", APPLE)

# book: raises ImportError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
