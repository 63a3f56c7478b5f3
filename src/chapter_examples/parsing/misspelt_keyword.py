"""A keyword with a letter too many."""

stock = 3
whille stock > 0:
    stock -= 1

# book: raises SyntaxError
