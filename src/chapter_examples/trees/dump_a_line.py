"""The syntax tree of one assignment, as text."""

import ast

print(ast.dump(ast.parse("total = price + 2"), indent=4))

# book: raises TypeError on <3.9
