"""Bind the name of a module now, and load the module when it is used."""

import sys

lazy import prices

print("loaded:", "prices" in sys.modules)
print(prices.APPLE)
print("loaded:", "prices" in sys.modules)

# book: raises SyntaxError on <3.15
# book: changed 3.9: The path of a script is absolute, and the error shows it.
# book: changed 3.10: A `SyntaxError` contains the end of the bad part, so the whole word is marked.
# book: changed 3.15: `lazy import` is a statement: it binds the name, and the module is loaded when the name
#     is first used.
