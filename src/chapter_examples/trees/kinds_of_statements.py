"""Every kind of statement that your Python has a node for."""

import ast
import textwrap

kinds = sorted(kind.__name__ for kind in ast.stmt.__subclasses__())  # book: part kinds
print(len(kinds), "kinds of statements")
print(textwrap.fill(" ".join(kinds), 72))  # book: end kinds

# book: changed 3.10: The `match` statement is new, and `Match` is its node.
# book: changed 3.11: A `try` with `except*` is new, and `TryStar` is its node.
# book: changed 3.12: The `type` statement is new, and `TypeAlias` is its node.
# book: portable
