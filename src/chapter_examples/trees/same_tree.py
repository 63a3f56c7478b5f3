"""Which of these pairs have the same tree?"""

import ast

PAIRS = [
    ("total = (1 + 2)  # fruit", "total=1+2"),
    ("'pear'", '"pear"'),
    ("0x10", "16"),
    ("a, b = b, a", "(a, b) = (b, a)"),
    ("if a: b\nelif c: d", "if a: b\nelse:\n    if c: d"),
    ("count += 1", "count = count + 1"),
    ("not name in names", "name not in names"),
]

for left, right in PAIRS:
    same = ast.dump(ast.parse(left)) == ast.dump(ast.parse(right))
    print(f"{left!r:28}{right!r:32}{'same' if same else 'different'}")

# book: portable
