"""Which stage is the first to reject each of these lines?"""

import ast
import symtable

STAGES = {  # book: part stages
    "tokenizer or parser": ast.parse,
    "symbol table": lambda text: symtable.symtable(text, "line.py", "exec"),
    "later stage": lambda text: compile(text, "line.py", "exec"),
}
LINES = [
    "total = (1",
    "total = = 1",
    "total + 1 = 3",
    "def pay(price, price): pass",
    "nonlocal total",
    "await total",
    "return total",
]

for line in LINES:
    for stage, run in STAGES.items():
        try:
            run(line)
        except SyntaxError:
            print(f"{line:29}{stage}")
            break  # book: end stages

# book: changed 3.14: The symbol table rejects an `await` outside a function, before code is generated.
# book: portable
