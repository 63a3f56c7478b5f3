"""A file that cannot be opened."""

from os import *

with open("notes.txt", "w") as notes:
    notes.write(f"written in {getcwd()}")

# book: raises TypeError
# book: changed 3.9: CPython makes the path of the script absolute, and the traceback shows that one.
# book: changed 3.10: `os.open()` accepts an object with `__index__()` as an integer, and rejects others with its own message.
# book: changed 3.11: Instructions know their columns, so the traceback marks the call that failed.
# book: changed 3.13: In the mark of a call, `~` is under the function and `^` under the parentheses.
