"""Read literals from text, and reject text that would have to run."""

import ast

TEXTS = [
    "{'apple': 1.2, 'pears': (2, None)}",
    "-273.15",
    "1 + 2j",
    "set()",
    "60 * 60",
    "__import__('os').getcwd()",
]

for text in TEXTS:
    try:
        print(repr(ast.literal_eval(text)))
    except ValueError:
        print("rejected:", text)

# book: changed 3.9: `ast.literal_eval()` accepts `set()`.
# book: portable
