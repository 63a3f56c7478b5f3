"""A dictionary that lacks a comma."""

prices = {
    "apple": 1.20
    "pear": 2.40,
}

# book: raises SyntaxError
