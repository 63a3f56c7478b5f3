"""A new node without a location in the source."""

import ast

tree = ast.parse("answer = 6 * 7")
tree.body[0].value = ast.Constant(42)
compile(tree, "answer.py", "exec")

# book: raises TypeError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.13: The traceback marks a call even if it fills its line: the function with `~` and its
#     arguments with `^`.
