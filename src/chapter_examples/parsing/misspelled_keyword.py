"""A keyword with one letter too many."""

stock = 3
whille stock > 0:
    stock -= 1

# book: raises SyntaxError
# book: changed 3.9: The path of a script is absolute, and the error shows it.
# book: changed 3.10: A `SyntaxError` contains the end of the bad part, so all of `stock` is marked.
# book: changed 3.14: When the error is printed, `traceback` finds the keyword that is similar to `whille`,
#     and marks that word.
