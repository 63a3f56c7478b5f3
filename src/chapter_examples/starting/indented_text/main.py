"""Do the same as the command below, whose text is indented."""

print("one")
print("two")

# book: command python -c "    print('one'); print('two')"
# book: raises IndentationError on <3.14
# book: changed 3.9: The error is in the indentation, which is not shown, so no caret marks it.
# book: changed 3.14: Python removes the common indentation of the lines of the text.
# book: portable
