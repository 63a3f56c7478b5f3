"""Divides the prose of a page into sentences, and hides in each what states nothing: code, roles, numbers of pages."""

import re
from dataclasses import dataclass
from itertools import groupby
from typing import Callable, Iterator, List, Sequence, Tuple

from bookcheck.pages.page import Page, Prose

READ_OPTIONS = ("caption", "fold", "predict")
"""The options of a directive that a reader reads."""

HIDDEN = "\x00"
"""What is in :attr:`Sentence.plain` for a hidden character."""

_NUMBER = r"\d+(?:\.\d+)+"
_ROLE = re.compile(r"\{[a-zA-Z0-9_+:-]+\}(`+).+?\1", re.DOTALL)
_PAGE_LINK = re.compile(r"(?<=\[)" + _NUMBER + r"(?=[^\[\]]*\]\((?![a-z]+:))")
_DESTINATION = re.compile(r"(?<=\])\([^()\s]*\)|<[a-z]+:[^<>\s]*>")
_PAGES = re.compile(
    r"\b(?:pages?|sections?|chapters?)\s+{0}(?:(?:,|,? and| to|–)\s*{0})*".format(_NUMBER), re.IGNORECASE
)
_CODE = re.compile(r"(`+)(?!\d+(?:\.\d+)+\1)(?:(?!\1).)+?\1", re.DOTALL)
_TITLE = re.compile(_NUMBER + r"\s")
_END = re.compile(r"[.!?][\"”)*_]*(?=\s+(?![a-z]))")

_Hide = Callable[[str], str]
_Piece = Tuple[str, int, int, int]


@dataclass(frozen=True)
class Sentence:
    """One sentence of a page, one row of a table, or one caption or question of a directive.

    ``text`` is as it is written; in ``plain`` as many characters hide what states nothing. ``line`` counts from 1.
    ``start`` and ``end`` are offsets in the page. ``section`` is the line of the heading above, 0 if there is none,
    and ``heading`` its text.
    """

    text: str
    plain: str
    line: int
    start: int
    end: int
    section: int
    heading: str


def sentences(page: Page, titles: Sequence[str]) -> Iterator[Sentence]:
    """Yield the sentences of ``page``, the prose before the options of directives; headings are none.

    ``titles`` are those of the book's pages; where a numbered one is in the prose, it is hidden.
    """
    sections = [(0, "")] + [(heading.line, heading.text) for heading in page.headings]

    def section(line: int) -> Tuple[int, str]:
        return [section for section in sections if section[0] <= line][-1]

    hide = _hider(titles)
    for _, group in groupby(page.prose, lambda prose: prose.lines[0].number):
        cells = list(group)
        # Only the cells of a table share a line, and a row of them is one sentence.
        for text, line, start, end in [_row(cells)] if len(cells) > 1 else _split(cells[0], hide):
            yield Sentence(text, hide(text), line, start, end, *section(line))
    for block in page.blocks:
        for option in READ_OPTIONS:
            text = block.options.get(option, "")
            if text:
                yield Sentence(text, hide(text), block.line, block.start, block.end, *section(block.line))


def _hider(titles: Sequence[str]) -> _Hide:
    """Return the function that hides in a text what states nothing."""
    numbered = sorted(filter(_TITLE.match, titles), key=len, reverse=True)
    patterns = [_ROLE, *(re.compile(re.escape(title)) for title in numbered)]
    patterns += [_PAGE_LINK, _DESTINATION, _PAGES, _CODE]

    def hide(text: str) -> str:
        for pattern in patterns:
            text = pattern.sub(lambda match: HIDDEN * len(match.group()), text)
        return text

    return hide


def _row(cells: Sequence[Prose]) -> _Piece:
    first, last = cells[0].lines[0], cells[-1].lines[0]
    return " | ".join(cell.text for cell in cells), first.number, first.offset, last.offset + len(last.text)


def _split(prose: Prose, hide: _Hide) -> List[_Piece]:
    """Return the sentences of a paragraph; a full stop in what is hidden ends none."""
    text = prose.text
    ends = [match.end() for match in _END.finditer(hide(text))]
    pieces: List[_Piece] = []
    for start, end in zip([0] + ends, ends + [len(text)]):
        words = text[start:end].strip()
        if words:
            start += len(text[start:end]) - len(text[start:end].lstrip())
            line, offset = prose.place(start)
            pieces.append((words, line, offset, prose.place(start + len(words))[1]))
    return pieces
