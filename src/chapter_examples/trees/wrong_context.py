"""A tree that no source text has: the target of an assignment is read."""

import ast

tree = ast.parse("answer = 42")
tree.body[0].targets[0].ctx = ast.Load()
compile(tree, "answer.py", "exec")

# book: raises ValueError
# book: changed 3.9: The path of the script is made absolute at the start, and the traceback shows the whole of it.
# book: changed 3.13: The marks tell `compile` from its arguments, so this call has some though it fills its line.
