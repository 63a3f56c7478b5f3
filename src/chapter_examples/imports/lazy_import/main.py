"""Import a module now, load it when it is used."""

import sys

lazy import prices

print("loaded:", "prices" in sys.modules)
print(prices.APPLE)
print("loaded:", "prices" in sys.modules)

# book: raises SyntaxError on <3.15
# book: changed 3.9: Python makes the path of a script absolute, and the `SyntaxError` shows it in full.
# book: changed 3.10: A `SyntaxError` knows where the faulty part ends, and the carets go that far.
# book: changed 3.15: `lazy` before an import is syntax: the import binds the name, and its first use loads the module.
