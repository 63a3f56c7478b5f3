"""Which stage is the first to refuse each of these lines?"""

import ast
import io
import symtable
import tokenize


def tokens(text):
    return list(tokenize.generate_tokens(io.StringIO(text).readline))


STAGES = {  # book: part stages
    "tokenizer": tokens,
    "parser": ast.parse,
    "symbol table": lambda text: symtable.symtable(text, "line.py", "exec"),
    "later": lambda text: compile(text, "line.py", "exec"),
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
        except (SyntaxError, tokenize.TokenError):
            print(f"{line:29}{stage}")
            break  # book: end stages

# book: changed 3.14: An `await` outside of functions is refused by the symbol table, before code generation.
# book: portable
