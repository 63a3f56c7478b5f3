"""What a page of the book holds: its blocks, its roles, its headings, its prose and its front matter.

:mod:`bookcheck.pages.page_reader` makes them. This module needs the standard library only.
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import List, Mapping, NamedTuple, Optional, Tuple

from bookcheck.errors import BookError

EXAMPLE = "example"
TRACE = "trace"
MERMAID = "mermaid"

PREREQUISITES = "prerequisites"
"""The key of the front matter that says what a reader needs: titles of earlier pages, a sentence, or ``none``."""

NUMBERED = re.compile(r"\d+(\.\d+)+ ")
"""The number of a page, which its title begins with."""


class Kind(str, Enum):
    """What a block is in Markdown's terms; ``nesting`` is a block too deep for MyST to read."""

    FENCE = "fence"
    DIRECTIVE = "directive"
    INDENTED = "indented"
    HTML = "html"
    DOCTEST = "doctest"
    NESTING = "nesting"
    IMAGE = "image"
    CODE = "code"
    BREAK = "break"


@dataclass(frozen=True)
class Block:
    """One block of a page that shows code or could.

    ``name`` is the language of a fence, the name of a directive or the tag of raw HTML, in lower case, or "".
    ``content`` is what the block holds, for a directive without its options; each line ends in ``\\n``.
    ``line`` and ``end_line`` count from 1; ``start`` and ``end`` are offsets in the text as it was given,
    from the first mark of the block to the end of its last line.
    ``depth`` is the number of quotes, items, definitions, footnotes and directives around it.
    ``refusal`` says what was found and what is expected; it is None if the block may be in a page.
    """

    kind: Kind
    name: str
    argument: str
    content: str
    line: int
    end_line: int
    start: int
    end: int
    depth: int
    refusal: Optional[str]
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)


@dataclass(frozen=True)
class Role:
    """One role in prose, ``{name}`text```. ``line`` counts from 1; ``start`` and ``end`` are offsets in the page."""

    name: str
    text: str
    line: int
    start: int
    end: int


@dataclass(frozen=True)
class Heading:
    """One heading: its level, 1 to 6, its text as it is written, and the anchor that docutils makes of what it shows.

    ``slug`` is the anchor that MyST makes of it, as on GitHub, for links such as ``page.md#its-slug``.
    Of several headings of a page with the same anchor only the first has it; docutils numbers the others.
    """

    level: int
    text: str
    line: int
    anchor: str
    slug: str = ""


class Link(NamedTuple):
    """One link in Markdown: what it leads to, as it is written, and the line of the page, from 1."""

    target: str
    line: int


class Label(NamedTuple):
    """A name that links and ``{ref}`` can lead to: of ``(name)=`` or of a directive's ``:name:``.

    ``has_title`` says whether it is before a heading, whose text a bare ``{ref}`` shows.
    """

    name: str
    line: int
    has_title: bool


class Line(NamedTuple):
    """One line of a page, without what its containers put before it and without its line break.

    ``number`` counts from 1 in the page; ``offset`` is where ``text`` begins in the page, in characters.
    """

    number: int
    text: str
    offset: int


class Span(NamedTuple):
    """A role, or raw HTML if ``is_role`` is false, within :attr:`Prose.text`; ``name`` is that of the role or tag."""

    is_role: bool
    start: int
    end: int
    name: str
    text: str


class Part(NamedTuple):
    """A piece of what a reader sees: its text, what it is, and the address it leads to, "" if it leads nowhere.

    ``kind`` is "text", "code", or the name of a role in braces, as in ``{since}``; the text of a role is as written.
    """

    text: str
    kind: str = "text"
    target: str = ""


class Said(NamedTuple):
    """What a page says in one place: a paragraph, a heading, a cell, the option of a directive, and so on.

    ``what`` is "prose", "cell", "heading", "index", or the name of an option; ``line`` counts from 1. ``block`` is the
    line of the directive that an option belongs to, else 0.
    """

    what: str
    line: int
    parts: Tuple[Part, ...]
    block: int = 0


@dataclass(frozen=True)
class Prose:
    """One paragraph, item, title of a directive or cell of a table: its lines, and the heading that it is under."""

    lines: Tuple[Line, ...]
    heading: str
    spans: Tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The lines, joined."""
        return "\n".join(line.text for line in self.lines)

    def place(self, position: int) -> Tuple[int, int]:
        """Return line, from 1, and offset in the page of a position in :attr:`text`."""
        for line in self.lines:
            if position <= len(line.text):
                return line.number, line.offset + position
            position -= len(line.text) + 1
        raise ValueError("the position is after the end of the lines")


@dataclass(frozen=True)
class Page:
    """One Markdown file under ``docs/``."""

    path: Path
    text: str
    front_matter: Mapping[str, str]
    blocks: Tuple[Block, ...]
    roles: Tuple[Role, ...]
    headings: Tuple[Heading, ...]
    prose: Tuple[Prose, ...]
    links: Tuple[Link, ...] = ()
    labels: Tuple[Label, ...] = ()
    said: Tuple[Said, ...] = ()

    @property
    def traces(self) -> Tuple[Block, ...]:
        """The trace directives, in their order."""
        return self.directives(TRACE)

    @property
    def examples(self) -> Tuple[Block, ...]:
        """The example directives, in their order."""
        return self.directives(EXAMPLE)

    def directives(self, name: str) -> Tuple[Block, ...]:
        """Return the directives called ``name`` that may be in a page, in their order."""
        return tuple(block for block in self.blocks if block.name == name and block.refusal is None)


def page_text(path: Path) -> str:
    """Return the text of the page at ``path``, line ends as they are; raise :class:`BookError` if it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise BookError("the page is not UTF-8 text", path=path, found=str(error), fix="save it as UTF-8") from None


def reading_order(name: str) -> List[Tuple[bool, List[int], str]]:
    """Return a key that sorts the names of pages, such as ``03-model/08-1-path``, as they are read.

    The numbers at the beginning of a name are those of its section, so ``08-imports`` comes before ``08-1-path``;
    a name without one comes last.
    """
    key = []
    for part in name.split("/"):
        numbers = re.findall(r"\d+", re.match(r"(?:\d+-)*", part)[0])  # type: ignore[index]  # it always matches
        key.append((not numbers, [int(number) for number in numbers], part))
    return key


def is_sentence(prerequisites: str) -> bool:
    """Whether the ``prerequisites`` of a page are a sentence; otherwise they are titles of pages, or ``none``."""
    return prerequisites.endswith(".") and not NUMBERED.search(prerequisites)
