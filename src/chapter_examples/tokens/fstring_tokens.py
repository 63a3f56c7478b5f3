"""The tokens of one f-string."""

import io
import tokenize

SOURCE = 'f"{price:.2f} each"'

for token in tokenize.generate_tokens(io.StringIO(SOURCE).readline):
    print(f"{tokenize.tok_name[token.exact_type]:15} {token.string!r}")

# book: changed 3.12: The tokenizer splits an f-string into tokens, including those of the expression in its braces.
# book: portable
