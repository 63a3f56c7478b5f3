"""The characters that a reader cannot see, or sees in another place than they are: none is in a book.

They are the control and format characters, the separators other than the space and the line feed, and characters that
a font draws as nothing (Unicode Standard Annex 44, "General Category Values"; Unicode Technical Standard 39).
"""

import unicodedata
from pathlib import Path
from typing import Iterator, Optional, Tuple

from bookcheck.errors import BookError

_CATEGORIES = ("Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs")
_SEEN = "\n\t "
_BLANK = frozenset(
    [*map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))]
    + list("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
)
"""Characters of other categories that are drawn as nothing: variation selectors, fillers, joiners."""


def unseen(text: str) -> Iterator[Tuple[int, int, str]]:
    """Yield the line and the column, both from 1, and the name of each character that cannot be seen."""
    wrong = {char for char in set(text) if char in _BLANK or unicodedata.category(char) in _CATEGORIES} - set(_SEEN)
    if wrong:
        for number, line in enumerate(text.split("\n"), 1):
            for column, char in enumerate(line, 1):
                if char in wrong:
                    yield number, column, "U+{:04X} {}".format(ord(char), unicodedata.name(char, "a control character"))


def first_unseen(text: str, path: Path, line: Optional[int] = None) -> Optional[BookError]:
    """Return the error for the first character of ``text`` that cannot be seen, or None; ``line`` if it is known."""
    for number, column, name in unseen(text):
        return BookError(
            "a character cannot be seen, in column {}".format(column),
            path=path,
            line=line or number,
            expected="characters that are drawn; in a program an escape such as \\u200b, in an output its ascii()",
            found=name,
            fix="remove the character; if a program prints it, print ascii() of the text, then: make record",
        )
    return None
