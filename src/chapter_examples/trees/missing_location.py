"""A new node that does not say where it stands."""

import ast

tree = ast.parse("answer = 6 * 7")
tree.body[0].value = ast.Constant(42)
compile(tree, "answer.py", "exec")

# book: raises TypeError
