"""The tokens of each line: line ends, blank lines and blocks."""

import io
import itertools
import tokenize

SOURCE = """\
# Fruit to order

def restock(shelf):
    if not shelf:
        order(
            "apples",
        )

    # Too late?

restock([])
"""

tokens = tokenize.generate_tokens(io.StringIO(SOURCE).readline)
for line, group in itertools.groupby(tokens, key=lambda token: token.start[0]):
    print(line, *[tokenize.tok_name[token.exact_type] for token in group])

# book: positions first of SOURCE
# book: portable
