"""Every kind of statement that your Python has a node for."""

import ast
import textwrap

kinds = sorted(kind.__name__ for kind in ast.stmt.__subclasses__())  # book: part kinds
print(len(kinds), "kinds of statements")
print(textwrap.fill(" ".join(kinds), 72))  # book: end kinds
