"""A new node that does not say where it stands."""

import ast

tree = ast.parse("answer = 6 * 7")
tree.body[0].value = ast.Constant(42)
compile(tree, "answer.py", "exec")

# book: raises TypeError
# book: changed 3.9: Python makes the path of a script absolute before it runs it, and the traceback shows that path.
# book: changed 3.13: The marks tell callee and arguments apart, so even a call that fills its line has some.
