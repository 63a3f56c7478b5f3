"""A dictionary that lacks a comma."""

prices = {
    "apple": 1.20
    "pear": 2.40,
}

# book: raises SyntaxError
# book: changed 3.9: The path of a script is absolute, and the error shows it.
# book: changed 3.10: The parser has a rule for this mistake, which marks the expression before the gap and
#     suggests a comma.
