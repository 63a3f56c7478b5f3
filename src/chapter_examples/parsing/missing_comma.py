"""A dictionary that lacks a comma."""

prices = {
    "apple": 1.20
    "pear": 2.40,
}

# book: raises SyntaxError
# book: changed 3.9: Python makes the path of a script absolute.
# book: changed 3.10: A rule for this mistake points at what stands before the gap, and advises a comma.
