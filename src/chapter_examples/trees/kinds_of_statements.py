"""The kinds of statements for which your Python has a node."""

import ast
import textwrap

kinds = sorted(kind.__name__ for kind in ast.stmt.__subclasses__())  # book: part kinds
print(len(kinds), "kinds of statements")
print(textwrap.fill(" ".join(kinds), 72))  # book: end kinds

# book: changed 3.10: The `match` statement is new, and its node is `Match`.
# book: changed 3.11: A `try` statement with `except*` is new, and its node is `TryStar`.
# book: changed 3.12: The `type` statement is new, and its node is `TypeAlias`.
# book: portable
