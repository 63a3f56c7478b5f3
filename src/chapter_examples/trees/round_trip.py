"""From text to a tree, and back to text."""

import ast

SOURCE = """\
# What the fruit costs
prices = {'apple': (1.20), "pear": 0x10}
total = sum(
    prices.values()
); print("total:" ' ', total)
"""

print(ast.unparse(ast.parse(SOURCE)))

# book: raises AttributeError on <3.9
# book: changed 3.9: `ast` has a function `unparse()`, which converts a tree to text.
# book: portable
