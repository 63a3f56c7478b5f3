"""A tree that no source text has: the target of an assignment is read."""

import ast

tree = ast.parse("answer = 42")
tree.body[0].targets[0].ctx = ast.Load()
compile(tree, "answer.py", "exec")

# book: raises ValueError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.13: The traceback marks a call even if it fills its line: the function with `~` and its
#     arguments with `^`.
