"""A program that can open its file."""

from os import getcwd

with open("notes.txt", "w") as notes:
    notes.write(f"written in {getcwd()}")
print("written")
