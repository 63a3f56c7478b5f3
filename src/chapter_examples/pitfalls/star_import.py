"""A program that cannot open its file."""

from os import *

with open("notes.txt", "w") as notes:
    notes.write(f"written in {getcwd()}")

# book: raises TypeError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.10: `os.open()` requires an object with `__index__()`, and the check has a new message.
# book: changed 3.11: The traceback marks the call that failed.
# book: changed 3.13: The traceback marks the function of a call with `~` and its arguments with `^`.
