"""A tree that no source text has: the target of an assignment is read."""

import ast

tree = ast.parse("answer = 42")
tree.body[0].targets[0].ctx = ast.Load()
compile(tree, "answer.py", "exec")

# book: raises ValueError
