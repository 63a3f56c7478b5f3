"""A line that comes back to a column where no block began."""

SOURCE = """\
if True:
        print("column 8")
    print("column 4")
"""

exec(SOURCE)

# book: raises IndentationError
