"""The syntax tree of one assignment, as text."""

import ast

print(ast.dump(ast.parse("total = price + 2"), indent=4))

# book: raises TypeError on <3.9
# book: changed 3.9: `ast.dump()` takes `indent`.
# book: changed 3.13: `ast.dump()` leaves out fields that are empty lists, here `type_ignores`.
# book: changed 3.15: `ast.dump()` leaves out the context `Load()`.
# book: portable
