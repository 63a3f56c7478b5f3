"""The same byte under three encoding declarations."""

import unicodedata

LINE = b"letter = '\xe9'\n"

for first in [b"# coding: latin-1", b"# coding: cp1251", b"# no declaration"]:
    namespace = {}
    try:
        exec(first + b"\n" + LINE, namespace)
    except SyntaxError as error:
        print(f"{first.decode():18} {type(error).__name__}")
    else:
        print(f"{first.decode():18} {unicodedata.name(namespace['letter'])}")

# book: portable
