"""What the book states, as a reader reads it, and which mark beside a statement carries it.

A *statement* is a sentence of a page, a caption, a cell, a definition, or text from another file that is published.
A *mark* is a claim, a law, a source or another role that says why a sentence may be believed. It covers the words
from the mark before it to itself, and the words after it up to the end of the clause.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Iterator, List, NamedTuple, Sequence, Tuple

from bookcheck.pages.claims import CLAIM_ROLES
from bookcheck.pages.page import Page, Part, Said

READ_OPTIONS = ("caption", "fold", "predict")
"""The options of a directive that hold what a reader reads, and links."""

SOURCES = "Sources"
"""The heading under which a page lists its sources."""

LAW, SHOWN, DEFINES, ABOUT = "law", "shown", "defines", "about"
SILENT_ROLES = (SHOWN, DEFINES, ABOUT)
"""The roles that carry a sentence and show nothing."""

SOURCE = "source"
"""The kind of mark that is a link to a source, or words that name one."""

_MARKS = (*CLAIM_ROLES, LAW, *SILENT_ROLES)
_SOURCE_LINK = re.compile(r"https://(?:\w+\.)*python\.org/.|https://github\.com/python/.")
_SOURCE_WORDS = re.compile(
    r"""What[’']s\ New | \bPEP\ \d+
      | \b(?:Doc|Grammar|Include|InternalDocs|Lib|Misc|Modules|Objects|Parser|Programs|Python|Tools)/[\w./-]*\.\w+""",
    re.VERBOSE,
)
_TARGET = re.compile(r"\s*<[^<>]*>\Z")
_NUMBERED = re.compile(r"\d+(?:\.\d+)+(?=\s|\Z)")
_SENTENCE_END = re.compile(r"(?<!\s)(?!(?<=\d)\.\s+\d)[.!?][\"”)*_]*(?=\s+(?![a-z]))")
_CLAUSE_END = re.compile(
    r"[,;:—](?=\s)|\s[-–](?=\s)|\s(?:and|or|but)\s(?!\d)|\s(?:while|whereas|although|because|so)\s", re.IGNORECASE
)
_OPENING = re.compile(r"\s*(?:As|According\s+to)\s[^,]*,")
"""What is before the first clause and belongs to it."""

_NOTHING_BETWEEN = re.compile(r"[\s()\[\],;.:/*“”\"']*(?:and)?[\s()\[\]]*")


class Mark(NamedTuple):
    """A mark in a statement: the kind, which is the name of a role or :data:`SOURCE`, its text, and where it is."""

    kind: str
    text: str
    at: int


@dataclass(frozen=True)
class Statement:
    """One sentence: ``text`` as a reader reads it, in which NUL stands for what is exempt, and the marks in it.

    ``code`` are the ranges of ``text`` that are code. ``section`` is the line of the heading above, 0 if there is none,
    and ``heading`` its text; ``what`` and ``block`` are those of :class:`~bookcheck.pages.page.Said`.
    """

    text: str
    marks: Tuple[Mark, ...]
    code: Tuple[Tuple[int, int], ...]
    line: int
    what: str = "prose"
    block: int = 0
    section: int = 0
    heading: str = ""

    @property
    def shown(self) -> str:
        """The text for a message, in one line."""
        return " ".join(self.text.replace("\0", "…").split())

    def clause(self, position: int) -> Tuple[int, int]:
        """Return the range of the clause that ``position`` is in."""
        opening = _OPENING.match(self.text)
        start = opening.end() if opening else 0
        ends = [0, *(match.end() for match in _CLAUSE_END.finditer(self.text, start)), len(self.text) + 1]
        return next((start, end) for start, end in zip(ends, ends[1:]) if start <= position < end)

    def is_code(self, position: int) -> bool:
        """Whether what is at ``position`` is code."""
        return any(start <= position < end for start, end in self.code)

    def groups(self) -> Tuple[Tuple[Mark, ...], ...]:
        """Return the marks, with those together that have no words between them."""
        groups: List[Tuple[Mark, ...]] = []
        for mark in self.marks:
            if groups and _NOTHING_BETWEEN.fullmatch(self.text[groups[-1][-1].at : mark.at]):
                groups[-1] += (mark,)
            else:
                groups.append((mark,))
        return tuple(groups)

    def carriers(self, position: int) -> Tuple[Mark, ...]:
        """Return the marks that cover the word at ``position``: the next in its clause, those before, or the next."""
        groups = self.groups()
        after = next((group for group in groups if group[-1].at > position), ())
        start, end = self.clause(position)
        before = next((group for group in reversed(groups) if start <= group[-1].at <= position), ())
        return before if before and not (after and after[0].at < end) else after


def statements(page: Page, titles: Sequence[str]) -> Iterator[Statement]:
    """Yield what ``page`` states; ``titles`` are those of the book's pages, the numbers of which are exempt."""
    headings = [(0, "")] + [(heading.line, heading.text) for heading in page.headings]
    for said in page.said:
        section, heading = [pair for pair in headings if pair[0] <= said.line][-1]
        for part in split(said, titles):
            yield Statement(part.text, part.marks, part.code, part.line, said.what, said.block, section, heading)


def plain_parts(text: str) -> Tuple[Part, ...]:
    """Return the parts of a text in which backquotes mark code."""
    pieces = re.split(r"`+", text)
    return tuple(Part(piece, "code" if number % 2 else "text") for number, piece in enumerate(pieces) if piece)


def split(said: Said, titles: Sequence[str] = ()) -> List[Statement]:
    """Return the sentences of ``said``, each with its marks and its line."""
    text, marks, code = _compose(said, titles)
    prose = list(text)
    for start, end in code:
        prose[start:end] = "C" * (end - start)
    ends = [match.end() for match in _SENTENCE_END.finditer("".join(prose))]
    pieces = []
    for start, end in zip([0, *ends], [*ends, len(text)]):
        words = text[start:end]
        if words.strip():
            inner = tuple(Mark(mark.kind, mark.text, mark.at - start) for mark in marks if start < mark.at <= end)
            inside = tuple((first - start, last - start) for first, last in code if start <= first < end)
            blank = len(words) - len(words.lstrip())
            pieces.append(Statement(words, inner, inside, said.line + text[: start + blank].count("\n"), said.what))
    return pieces


def _compose(said: Said, titles: Sequence[str]) -> Tuple[str, List[Mark], List[Tuple[int, int]]]:
    """Return the text of ``said``, the marks in it and the ranges that are code."""
    text, link = "", ""
    marks: List[Mark] = []
    code: List[Tuple[int, int]] = []
    start = 0
    for part in [*said.parts, Part("")]:
        if part.target != link:
            if _SOURCE_LINK.match(link):
                marks.append(Mark(SOURCE, link, len(text)))
            elif link and "://" not in link:
                text = text[:start] + _without_number(text[start:], titles)
            link, start = part.target, len(text)
        role = part.kind.strip("{}")
        if role in _MARKS:
            marks.append(Mark(role, part.text, len(text)))
            text += "\0"
        elif role in ("doc", "ref"):
            text += _without_number(_TARGET.sub("", part.text), titles)
        else:
            words = part.text if part.kind in ("text", "code") else _TARGET.sub("", part.text)
            words = unicodedata.normalize("NFKC", words)
            if part.kind == "code" or role.startswith("py:"):
                code.append((len(text), len(text) + len(words)))
            marks += [Mark(SOURCE, match.group(), len(text) + match.end()) for match in _SOURCE_WORDS.finditer(words)]
            text += words
    if said.what == "heading" and _without_number(text, titles) != text:
        number = _NUMBERED.match(text)
        text = "\0" * number.end() + text[number.end() :] if number else text
    return text, sorted(marks, key=lambda mark: mark.at), code


def _without_number(text: str, titles: Sequence[str]) -> str:
    """Return NULs instead of ``text`` if it is the title of a page or its number, which that page answers for."""
    plain = " ".join(text.split())
    for title in titles:
        number = _NUMBERED.match(title)
        if number and plain in (number.group(), title.replace("`", "")):
            return "\0" * len(text)
    return text
