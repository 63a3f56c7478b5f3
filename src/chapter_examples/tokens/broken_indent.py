"""A line that returns to a column where no block began."""

SOURCE = """\
if True:
        print("column 8")
    print("column 4")
"""

exec(SOURCE)

# book: raises IndentationError
# book: changed 3.9: The path of a script is absolute, and the mark is at the offset of the error, column 22.
# book: changed 3.13: The traceback marks a call even if it fills its line: the function with `~` and its
#     arguments with `^`.
