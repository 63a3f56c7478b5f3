"""Divides a MyST document into the leaves of Markdown: fences, indented code, raw HTML, headings, prose.

It follows the block rules of markdown-it-py 4, the parser behind MyST-Parser, one by one and in its order,
together with those that MyST adds: front matter, colon fences, definitions, comments, targets, block breaks,
footnotes. Where that answer would hide something it says more: see :data:`MOST_CONTAINERS` and doctest.

A document is a sequence of :class:`~bookcheck.pages.markdown.lines.Line`; so is the body of a directive.
"""

import re
from typing import List, NamedTuple, Optional, Sequence, Tuple

from bookcheck.pages.markdown.lines import Line, Row

MOST_CONTAINERS = 20
"""How many quotes, items, footnotes and directives may hold one another. A block that is deeper is reported
and not read: markdown-it-py drops it without a word, and Python has no endless stack."""


class Leaf(NamedTuple):
    """One block of a document that holds no other block.

    ``kind`` is fence, indented, html, heading, prose (a paragraph or a cell of a table), nesting, or doctest:
    a line that begins with ``>>>``, reported besides the quote or the paragraph that Markdown makes of it.
    ``line``, ``end_line``, ``start`` and ``end`` are its place in the page, without the last line break.
    ``marks`` and ``info`` are what opens a fence; ``marks`` is one ``#`` for each level of a heading.
    ``closed`` is false for a fence or an HTML comment that only its container, or the page, ends.
    """

    kind: str
    line: int
    end_line: int
    start: int
    end: int
    depth: int
    content: Tuple[Line, ...]
    marks: str = ""
    info: str = ""
    closed: bool = True


def front_matter_lines(lines: Sequence[Line]) -> int:
    """Return how many lines the front matter takes with its two delimiters; 0 if there is none."""
    return (_Reader(lines, 0).front_matter(0, len(lines)) or 0) if lines else 0


def leaves(lines: Sequence[Line], depth: int = 0) -> List[Leaf]:
    """Return the leaves of a document in their order; ``depth`` containers hold the document itself."""
    return _Reader(lines, depth).read_all()


_FENCE = re.compile(r"(?P<marks>`{3,}(?=[^`]*\Z)|~{3,}|:{3,})(?P<info>.*)", re.DOTALL)
_RULE = re.compile(r"([*_-])[ \t]*(?:\1[ \t]*){2,}")
_BREAK = re.compile(r"\+(?:[ \t]*\+){2}")
_TARGET = re.compile(r"\(.+\)=", re.DOTALL)
_HEADING = re.compile(r"#{1,6}(?=[ \t]|\Z)")
_HEADING_TAIL = re.compile(r"(?:[ \t]+#+)?[ \t]*\Z")
_UNDERLINE = re.compile(r"(?:(=)=*|(-)-*)[ \t]*")
_ITEM = re.compile(r"(?:[*+-]|[0-9]{1,9}[.)])(?=[ \t]|\Z)")
_FOOTNOTE = re.compile(r"\[\^[^\] ]+\]:")
_DEFINITION = re.compile(r"[:~](?=[ \t]+[^ \t])")
_DOCTEST = re.compile(r"(?:\\?>){3}(?=[ \t]|\Z)")
_DELIMITERS = re.compile(r"(?:[|:][-:| \t]|-[-:|])[-:| \t]*")
_ALIGNMENT = re.compile(r":?-+:?")
_CELL = re.compile(r"(?<!\\)\|")
_SPACE = " \t\n\v\f\r"

_ATTRIBUTE = r"""(?:\s+[a-zA-Z_:][a-zA-Z0-9_:.-]*(?:\s*=\s*(?:[^"'=<>`\x00-\x20]+|'[^']*'|"[^"]*"))?)"""
HTML_TAG = r"<[A-Za-z][A-Za-z0-9-]*" + _ATTRIBUTE + r"*\s*/?>|</[A-Za-z][A-Za-z0-9-]*\s*>"
"""An opening or a closing tag, as CommonMark defines it."""

_HTML_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|"
    "dt|fieldset|figcaption|figure|footer|form|frame|frameset|h1|h2|h3|h4|h5|h6|head|header|hr|html|iframe|legend|"
    "li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|"
    "tfoot|th|thead|title|tr|track|ul"
)
_HTML = {
    kind: (re.compile(opening), re.compile(closing))
    for kind, (opening, closing) in enumerate(
        (
            (r"(?i:<(?a:script|pre|style|textarea)(?=\s|>|\Z))", r"(?i:</(?a:script|pre|style|textarea)>)"),
            (r"<!--", r"-->"),
            (r"<\?", r"\?>"),
            (r"<![A-Za-z]", r">"),
            (r"<!\[CDATA\[", r"\]\]>"),
            (r"(?i:</?(?a:" + _HTML_NAMES + r")(?=\s|/?>|\Z))", r"\A\Z"),
            (r"(?:" + HTML_TAG + r")\s*\Z", r"\A\Z"),
        ),
        1,
    )
}
"""What opens and what closes CommonMark's seven kinds of HTML block. The 7th never ends a paragraph."""

_LINK = re.compile(
    r"""\[(?P<label>(?:[^\[\]\\]|\\.)*)\]:[ \t\n]*
    (?P<destination><(?:[^<>\\\n]|\\.)*>|(?!<)(?:[^\x00-\x20\x7f\\]|\\[^ ]|\\\Z)+)
    (?:
      (?=[ \t\n])[ \t\n]*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))[ \t]*(?=\n|\Z)
      |
      [ \t]*(?=\n|\Z)
    )""",
    re.DOTALL | re.VERBOSE,
)
"""The definition of a link, ``[label]: destination "title"``."""
_BAD_SCHEME = re.compile(r"vbscript:|javascript:|file:|data:(?!image/(?:gif|png|jpeg|webp);)")


class _Reader:
    """Reads one document. Each rule takes the row it begins at and returns the row after its block."""

    def __init__(self, lines: Sequence[Line], depth: int) -> None:
        # One blank row after the end, so that a rule may look one row ahead.
        self.rows = [Row(line) for line in lines] + [Row(Line(0, "", 0))]
        self.limit = len(lines)  # no paragraph goes on at this row
        self.required = 0  # the indent that keeps a row in the innermost list item or footnote
        self.list_indent = -1  # the same for the list that the item is in
        self.in_definition = False
        self.depth = depth
        self.found: List[Leaf] = []

    def read_all(self) -> List[Leaf]:
        self.read(0, self.limit)
        return self.found

    def read(self, n: int, end: int) -> int:
        """Read blocks until ``end`` or until a row that is not indented enough for the container."""
        while True:
            while n < self.limit and self.rows[n].blank:
                n += 1
            if n >= end or self.rows[n].indent < self.required:
                return n
            if self.depth > MOST_CONTAINERS:
                self.add("nesting", n, end, ())
                return end
            n = self.block(n, end)

    def block(self, n: int, end: int) -> int:
        """Read the block that begins at row ``n``."""
        row = self.rows[n]
        after = None if n else self.front_matter(n, end)
        if after:
            return after
        if row.indent - self.required >= 4:
            return self.indented(n, end)
        columns = self.table_columns(n, end)
        if columns:
            return self.table(n, end, columns)
        rest = row.rest
        if rest[0].isalpha():  # no block but a paragraph or a table begins with a letter
            return self.paragraph(n, end)
        fence = _FENCE.match(rest)
        if fence:
            return self.fence(n, end, fence.group("marks"), fence.group("info"))
        if rest[0] == "%":
            return self.comment(n, end)
        if rest[0] == ">":
            return self.quote(n, end)
        if _is_divider(rest):
            return n + 1
        if self.item(n):
            return self.items(n, end)
        footnote = _FOOTNOTE.match(rest)
        if footnote:
            return self.footnote(n, end, footnote.end())
        after = self.link(n, end) if rest[0] == "[" else None
        if after:
            return after
        html = _html_kind(rest)
        if html:
            return self.html(n, end, _HTML[html][1])
        heading = _HEADING.match(rest)
        return self.heading(n, heading.group()) if heading else self.paragraph(n, end)

    def add(
        self,
        kind: str,
        n: int,
        after: int,
        content: Sequence[Line],
        marks: str = "",
        info: str = "",
        closed: bool = True,
    ) -> None:
        """Report the leaf that rows ``n`` to ``after`` are."""
        first, last = self.rows[n], self.rows[after - 1].line
        self.found.append(
            Leaf(
                kind=kind,
                line=first.line.number,
                end_line=last.number,
                start=first.line.offset + first.first,
                end=last.offset + len(last.text),
                depth=self.depth,
                content=tuple(content),
                marks=marks,
                info=info,
                closed=closed,
            )
        )

    def interrupts(self, n: int, end: int, what: str) -> bool:
        """Whether the block that begins at row ``n`` ends what comes before it.

        ``what`` that is: a paragraph, a link (its definition), a quote (or a table) or a list.
        """
        row = self.rows[n]
        if row.indent - self.required >= 4:
            return False
        rest = row.rest
        if rest[0].isalpha():
            return what in ("paragraph", "link") and self.table_columns(n, end) > 0
        if _FENCE.match(rest) or rest[0] in "%>" or _is_divider(rest):
            return True
        if what == "list":
            return False
        if self.item(n, ends_paragraph=what == "paragraph"):
            return True
        if _HEADING.match(rest) or 1 <= _html_kind(rest) < 7:
            return True
        if self.in_definition and _DEFINITION.match(rest):
            return True
        return what != "quote" and bool(_FOOTNOTE.match(rest) or self.table_columns(n, end))

    def front_matter(self, n: int, end: int) -> Optional[int]:
        row = self.rows[n]
        # The plugin looks for the first dash at the start of the page, for the others after that of the item.
        opening = re.match(".--+", row.rest)
        if not opening or row.text[0] != "-":
            return None
        closing = re.compile(f"-{{{opening.end()},}}[ \t]*")
        for after in range(1, end):
            row = self.rows[after]
            if row.indent == 0 and re.fullmatch(r"\.\.\.[ \t]*", row.rest):
                return after + 1
            if not row.blank and row.indent < self.required:
                return after
            if row.indent - self.required < 4 and closing.fullmatch(row.rest):
                return after + 1
        return None

    def indented(self, n: int, end: int) -> int:
        after = last = n + 1
        while after < end:
            row = self.rows[after]
            if not row.blank and row.indent - self.required < 4:
                break
            after += 1
            if not row.blank:
                last = after
        self.add("indented", n, last, [row.cut(4 + self.required) for row in self.rows[n:last]])
        return last

    def fence(self, n: int, end: int, marks: str, info: str) -> int:
        closing = re.compile(f"{re.escape(marks[0])}{{{len(marks)},}}[ \t]*")
        after, closed = n + 1, False
        while after < end:
            row = self.rows[after]
            if not row.blank and row.indent < self.required:
                break
            after += 1
            if row.indent - self.required < 4 and closing.fullmatch(row.rest):
                closed = True
                break
        rows = self.rows[n + 1 : after - closed]
        self.add("fence", n, after, [row.cut(self.rows[n].indent) for row in rows], marks, info, closed)
        return after

    def heading(self, n: int, marks: str) -> int:
        row = self.rows[n]
        text = _HEADING_TAIL.sub("", row.rest[len(marks) :])
        line = Line(row.line.number, text, row.line.offset + row.first + len(marks))
        self.add("heading", n, n + 1, (line,), marks)
        return n + 1

    def comment(self, n: int, end: int) -> int:
        while n < end and self.rows[n].rest[:1] == "%":
            n += 1
        return n

    def quote(self, n: int, end: int) -> int:
        states = []
        after, was_blank, limit = n, False, self.limit
        if _DOCTEST.match(self.rows[n].rest):
            self.add("doctest", n, n + 1, [self.rows[n].cut(self.rows[n].indent)])
        while after < end and not self.rows[after].blank:
            row = self.rows[after]
            quoted = row.rest[0] == ">" and row.indent >= self.required
            if not quoted and was_blank:
                break
            ended = not quoted and self.interrupts(after, end, "quote")
            states.append(row.state())
            if ended:
                # Nothing in the quote goes on there, and no list item counts in the quote.
                self.limit = after
                row.indent -= self.required
                break
            if quoted:
                row.enter_quote()
                was_blank = row.blank
            else:
                row.indent = -1  # it can only go on with a paragraph
            after += 1
        required, self.required = self.required, 0
        self.depth += 1
        after = self.read(n, after)
        self.depth -= 1
        self.required, self.limit = required, limit
        for row, state in zip(self.rows[n:], states):
            row.place(*state)
        return after

    def item(self, n: int, ends_paragraph: bool = False) -> str:
        """Return the marker of the list item that begins at row ``n``, or ""."""
        row = self.rows[n]
        match = _ITEM.match(row.text, row.first)
        if not match or (0 <= self.list_indent <= row.indent - 4 and row.indent < self.required):
            return ""
        if ends_paragraph and row.indent >= self.required:
            numbered = match.group()[:-1]
            if (numbered and int(numbered) != 1) or not row.text[match.end() :].strip(" \t"):
                return ""
        return match.group()

    def items(self, n: int, end: int) -> int:
        marker = self.item(n)
        kind = marker[-1]
        while True:
            row = self.rows[n]
            origin = row.indent + len(marker)
            position, column = row.skip_blanks(row.first + len(marker), origin, row.base)
            empty = position >= len(row.text)
            # More than four columns are one column and indented code.
            gap = 1 if empty or column - origin > 4 else column - origin
            state, outer = row.state(), self.list_indent
            self.list_indent, self.required = self.required, origin + gap
            row.place(row.start, position, column, row.base)
            self.depth += 1
            n = min(n + 2, end) if empty and self.rows[n + 1].blank else self.read(n, end)
            self.depth -= 1
            self.list_indent, self.required = outer, self.list_indent
            row.place(*state)
            row = self.rows[n]
            if n >= end or row.blank or not 0 <= row.indent - self.required < 4:
                return n
            match = _ITEM.match(row.rest)
            if self.interrupts(n, end, "list") or not match or match.group()[-1] != kind:
                return n
            marker = match.group()

    def footnote(self, n: int, end: int, width: int) -> int:
        row = self.rows[n]
        state = row.state()
        origin = row.indent + width
        first, column = row.skip_blanks(row.first + width, origin, 0)
        self.required += 4
        indent = column - origin
        # What follows the label counts as indented enough, whatever stands between them.
        indent += self.required if indent < self.required else 0
        row.place(row.first + width, first, indent, row.base)
        self.depth += 1
        after = self.read(n, end)
        self.depth -= 1
        self.required -= 4
        row.place(*state)
        return after

    def definition_list(self, n: int, end: int) -> Optional[int]:
        """Return the row after the definition list whose first term is row ``n``, or None."""
        after = self.definition(n + 1, end)
        if after is None:
            return None
        while after:
            self.add("prose", n, n + 1, [self.rows[n].cut(self.required)])
            n = after
            while n < end and self.rows[n].indent >= self.required and _DEFINITION.match(self.rows[n].rest):
                n = self.read_definition(n, end)
            goes_on = n < end and not self.rows[n].blank and self.rows[n].indent >= self.required
            after = self.definition(n + 1, end) if goes_on else None
        return n

    def definition(self, n: int, end: int) -> Optional[int]:
        """Return the row of the definition of a term, which is row ``n`` or, after a blank one, the next."""
        n += n < end and self.rows[n].blank
        begins = n < end and self.rows[n].indent >= self.required and _DEFINITION.match(self.rows[n].rest)
        return n if begins else None

    def read_definition(self, n: int, end: int) -> int:
        row = self.rows[n]
        state, outer = row.state(), (self.required, self.in_definition)
        first, column = row.skip_blanks(row.first + 1, row.indent + 1, 0)
        self.required, self.in_definition = row.indent + 2, True
        row.place(row.start, first, column, row.base)
        self.depth += 1
        after = self.read(n, end)
        self.depth -= 1
        self.required, self.in_definition = outer
        row.place(*state)
        return after

    def link(self, n: int, end: int) -> Optional[int]:
        """Return the row after the definition of a link, or None if there is none at row ``n``."""
        after = n + 1
        while after < self.limit and not self.rows[after].blank:
            if self.rows[after].indent >= 0 and self.interrupts(after, end, "link"):
                break
            after += 1
        text = "\n".join(row.rest for row in self.rows[n:after])
        match = _LINK.match(text)
        if not match or not match.group("label").strip(_SPACE):
            return None
        if not _is_destination(match.group("destination")):
            return None
        return n + match.group().count("\n") + 1

    def html(self, n: int, end: int, closing: "re.Pattern[str]") -> int:
        after, closed = n + 1, bool(closing.search(self.rows[n].rest))
        ends_at_blank = bool(closing.search(""))
        while not closed and after < end:
            row = self.rows[after]
            if row.indent < self.required and (ends_at_blank or not row.blank):
                break
            closed = bool(closing.search(row.rest))
            if closed and row.blank:
                break
            after += 1
        content = [row.cut(self.required) for row in self.rows[n:after]]
        self.add("html", n, after, content, closed=closed or ends_at_blank)
        return after

    def table_columns(self, n: int, end: int) -> int:
        """Return the number of columns of the table that begins at row ``n``, or 0."""
        header, under = self.rows[n].rest.strip(_SPACE), self.rows[n + 1]
        if "|" not in header or n + 2 > end:
            return 0
        if under.blank or not 0 <= under.indent - self.required < 4 or not _DELIMITERS.fullmatch(under.rest):
            return 0
        cells = [cell.strip(_SPACE) for cell in under.rest.split("|")]
        inner = [cell for i, cell in enumerate(cells) if cell or 0 < i < len(cells) - 1]
        columns = len(_cells(header))
        return columns if columns == len(inner) and all(map(_ALIGNMENT.fullmatch, inner)) else 0

    def table(self, n: int, end: int, columns: int) -> int:
        after = n
        while after < end:
            row = self.rows[after]
            if after > n + 1 and (
                row.blank or not 0 <= row.indent - self.required < 4 or self.interrupts(after, end, "quote")
            ):
                break
            if after != n + 1:
                for position, text in _cells(row.rest.rstrip(_SPACE))[:columns]:
                    cell = Line(row.line.number, text, row.line.offset + row.first + position)
                    self.add("prose", after, after + 1, (cell,))
            after += 1
        return after

    def paragraph(self, n: int, end: int) -> int:
        after, underline = n + 1, None
        while after < end and not self.rows[after].blank:
            row = self.rows[after]
            if row.indent - self.required < 4:
                underline = _UNDERLINE.fullmatch(row.rest) if row.indent >= self.required else None
                if underline or (row.indent >= 0 and self.interrupts(after, end, "paragraph")):
                    break
            after += 1
        content = [row.cut(self.required) for row in self.rows[n:after]]
        if underline:
            self.add("heading", n, after + 1, content, marks="#" if underline.group(1) else "##")
            return after + 1
        listed = self.definition_list(n, end)
        if listed:
            return listed
        self.add("prose", n, after, content)
        for position in range(n, after):
            if _DOCTEST.match(self.rows[position].rest):
                self.add("doctest", position, after, content[position - n :])
                break
        return after


def _is_divider(rest: str) -> bool:
    """Whether a row is a MyST block break, a MyST target or a thematic break."""
    return bool(_BREAK.match(rest) or _RULE.fullmatch(rest) or _TARGET.fullmatch(rest.strip()))


def _html_kind(rest: str) -> int:
    """Return the kind of the HTML block, 1 to 7, that begins with ``rest``, or 0."""
    if rest[0] == "<":
        for kind, (opening, _) in _HTML.items():
            if opening.match(rest):
                return kind
    return 0


def _is_destination(destination: str) -> bool:
    """Whether parentheses pair up in the destination of a link and its scheme is one that a link may have."""
    if _BAD_SCHEME.match(destination.lstrip("<").lower()):
        return False
    if destination.startswith("<"):
        return True
    depth = 0
    for character in re.sub(r"\\.", "", destination, flags=re.DOTALL):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if not 0 <= depth <= 32:
            return False
    return depth == 0


def _cells(row: str) -> List[Tuple[int, str]]:
    """Return position and text of each cell of a table's row."""
    bounds = [0] + [match.end() for match in _CELL.finditer(row)] + [len(row) + 1]
    cells = [(start, row[start : stop - 1]) for start, stop in zip(bounds, bounds[1:])]
    if cells and not cells[0][1]:
        del cells[0]
    if cells and not cells[-1][1]:
        del cells[-1]
    return cells
