"""A keyword with a letter too many."""

stock = 3
whille stock > 0:
    stock -= 1

# book: raises SyntaxError
# book: changed 3.9: Python makes the path of a script absolute.
# book: changed 3.10: The exception knows where the bad part ends, so all of `stock` is marked.
# book: changed 3.14: When the error is printed, `traceback` finds a keyword like `whille`, and marks that word.
