"""A line of a document, in the page and while Markdown is read."""

import io
from typing import List, NamedTuple, Tuple


class Line(NamedTuple):
    """One line of a document, without what its containers put before it and without its line break.

    ``number`` counts from 1 in the page; ``offset`` is where ``text`` begins in the page, in characters.
    """

    number: int
    text: str
    offset: int


def source_lines(text: str) -> List[Line]:
    """Return the lines of a page. Only CR LF, LF and CR break a line; a byte order mark belongs to none."""
    lines: List[Line] = []
    offset = 1 if text.startswith("\ufeff") else 0
    for line in io.StringIO(text[offset:], newline=""):
        lines.append(Line(len(lines) + 1, line.rstrip("\r\n"), offset))
        offset += len(line)
    return lines


class Row:
    """A line while it is read: where its content begins for the container that is being read.

    ``start`` is where the content of the innermost quote begins in ``text``; ``first`` is the first character
    there that is no blank and no list marker, ``indent`` the columns before it. ``base`` is the column of
    ``start``, which only tab stops need. These are markdown-it-py's bMarks, tShift, sCount and bsCount.
    ``rest`` is the text from ``first`` on; ``blank`` is whether that is nothing.
    """

    __slots__ = ("base", "blank", "first", "indent", "line", "rest", "start", "text")

    def __init__(self, line: Line) -> None:
        self.line = line
        self.text = line.text
        first, indent = self.skip_blanks(0, 0, 0)
        self.place(0, first, indent, 0)

    def place(self, start: int, first: int, indent: int, base: int) -> None:
        """Set where the content begins, or set it back to what :meth:`state` gave."""
        self.start, self.first, self.indent, self.base = start, first, indent, base
        self.rest = self.text[first:]
        self.blank = not self.rest

    def state(self) -> Tuple[int, int, int, int]:
        """Return where the content begins, as :meth:`place` takes it."""
        return self.start, self.first, self.indent, self.base

    def skip_blanks(self, position: int, column: int, base: int) -> Tuple[int, int]:
        """Return position and column of the next character that is no blank; a tab ends at a 4th column."""
        while position < len(self.text) and self.text[position] in " \t":
            column += 1 if self.text[position] == " " else 4 - (column + base) % 4
            position += 1
        return position, column

    def enter_quote(self) -> None:
        """Take off one ``>`` and the blank after it, of which a tab may be only a part."""
        start, origin, shared = self.first + 1, self.indent + 1, 0
        blank = self.text[start : start + 1]
        spaced = blank in (" ", "\t")
        if blank == "\t" and (self.base + origin) % 4 != 3:
            shared = 1  # the tab reaches over its next column, which stays in the content
        elif spaced:
            start, origin = start + 1, origin + 1
        first, column = self.skip_blanks(start, origin, self.base + shared)
        self.place(start, first, column - origin, self.indent + 1 + spaced)

    def cut(self, indent: int) -> Line:
        """Return the line without up to ``indent`` columns; what is left of a tab is kept as spaces."""
        position, column = self.start, 0
        while position < len(self.text) and column < indent:
            if self.text[position] == "\t":
                column += 4 - (column + self.base) % 4
            elif self.text[position] == " " or position < self.first:
                column += 1
            else:
                break
            position += 1
        spaces = max(column - indent, 0)
        text = " " * spaces + self.text[position:]
        return Line(self.line.number, text, self.line.offset + position - spaces)
