"""Three pairs of texts with the same meaning and different trees."""

import ast

PAIRS = [
    ('f"{price=}"', 'f"{ price = }"'),
    ('u"pear"', '"pear"'),
    ("(price): int", "price: int"),
]

for one, other in PAIRS:
    equal = ast.dump(ast.parse(one)) == ast.dump(ast.parse(other))
    print(f"{one:14} {other:16} {'same' if equal else 'different'}")
