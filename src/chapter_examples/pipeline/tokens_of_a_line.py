"""The tokens of line 2 of a small program."""

import io
import tokenize

SOURCE = """\
def seconds(hours):
    return hours * (60 * 60)

print(seconds(2))
"""

tokens = list(tokenize.generate_tokens(io.StringIO(SOURCE).readline))
print(len(tokens), "tokens; on line 2:")
for token in tokens:
    if token.start[0] == 2:
        print(f"{tokenize.tok_name[token.type]:8} {token.string!r}")

# book: portable
