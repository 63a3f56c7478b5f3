"""A line that comes back to a column where no block began."""

SOURCE = """\
if True:
        print("column 8")
    print("column 4")
"""

exec(SOURCE)

# book: raises IndentationError
# book: changed 3.9: The path of a script is absolute, and the mark stands at the offset of the error, column 22.
# book: changed 3.13: A call that fills its line is marked too, the function with `~`, the arguments with `^`.
