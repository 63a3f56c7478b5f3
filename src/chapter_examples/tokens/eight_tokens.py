"""The tokens of `1 + 2 * 3`, with their generic and exact types."""

import io
import tokenize

for token in tokenize.tokenize(io.BytesIO(b"1 + 2 * 3").readline):
    generic = tokenize.tok_name[token.type]
    exact = tokenize.tok_name[token.exact_type]
    print(f"{generic:10} {exact:10} {token.string!r:8} {token.start} {token.end}")
