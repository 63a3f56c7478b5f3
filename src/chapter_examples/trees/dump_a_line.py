"""The syntax tree of one assignment, as text."""

import ast

print(ast.dump(ast.parse("total = price + 2"), indent=4))

# book: raises TypeError on <3.9
# book: changed 3.9: `ast.dump()` accepts `indent`.
# book: changed 3.13: `ast.dump()` omits fields that are empty lists, here `type_ignores`.
# book: changed 3.15: `ast.dump()` omits the context `Load()`.
# book: portable
