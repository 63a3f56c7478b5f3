"""A keyword with a letter too many."""

stock = 3
whille stock > 0:
    stock -= 1

# book: raises SyntaxError
# book: changed 3.9: Python makes the path of a script absolute.
# book: changed 3.10: The exception has the end of the bad part, so the marks cover the word `stock`.
# book: changed 3.14: When the error is printed, `traceback` finds a keyword similar to `whille` and marks that word.
