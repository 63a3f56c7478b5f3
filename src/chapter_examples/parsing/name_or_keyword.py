"""What kind of statement begins with each word?"""

import ast

SOURCES = [
    "match (point)",
    "match (point):\n    case (0, 0):\n        pass",
    "type (point)",
    "type Point = tuple",
    "lazy = True",
    "lazy import json",
]

for source in SOURCES:
    try:
        kind = type(ast.parse(source).body[0]).__name__
    except SyntaxError:
        kind = "refused"
    print(f"{source.splitlines()[0]:20}{kind}")

# book: changed 3.10: `match` is a soft keyword, and begins a statement if a colon and a block follow.
# book: changed 3.12: `type` is a soft keyword, and begins the statement that defines a type alias.
# book: changed 3.15: `lazy` is a soft keyword before an `import`.
# book: portable
