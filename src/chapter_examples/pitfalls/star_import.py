"""A file that cannot be opened."""

from os import *

with open("notes.txt", "w") as notes:
    notes.write(f"written in {getcwd()}")

# book: raises TypeError
