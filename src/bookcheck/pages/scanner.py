"""Finds every block of a page that can show code, in whatever syntax, and says which may not stand there.

Nothing Python-looking may stand in a page unless an example backs it. That cannot be decided by looking for
Python, so it is decided by allow-lists: those of :mod:`bookcheck.pages.block_rules`.
"""

import re
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from bookcheck.errors import BookError, near
from bookcheck.pages.block_rules import DIRECTIVES, LANGUAGES, Body
from bookcheck.pages.markdown.blocks import Leaf, front_matter_lines, leaves
from bookcheck.pages.markdown.flat_yaml import front_matter_pairs, option_pairs
from bookcheck.pages.markdown.inline import spans, tag_name
from bookcheck.pages.markdown.lines import Line, source_lines


class Kind(str, Enum):
    """What a block is in Markdown's terms; ``nesting`` is one too deep to be read."""

    FENCE = "fence"
    DIRECTIVE = "directive"
    INDENTED = "indented"
    HTML = "html"
    DOCTEST = "doctest"
    NESTING = "nesting"

    def __str__(self) -> str:
        # format() of a member with a mixed-in type gives another text from 3.12 on.
        return self.value


@dataclass(frozen=True)
class Block:
    """One block of a page that shows code or could.

    ``name`` is the language of a fence, the name of a directive or the tag of raw HTML, in lower case, or "".
    ``content`` is what the block holds, for a directive without its options; each line ends in ``\\n``.
    ``line`` and ``end_line`` count from 1; ``start`` and ``end`` are offsets in the text as it was given,
    from the first mark of the block to the end of its last line.
    ``depth`` is the number of quotes, items, definitions, footnotes and directives around it.
    ``refusal`` says what was found and what is expected; it is None if the block may stand in a page.
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
    """One role in prose, ``{name}`text```. ``line`` and ``column`` count from 1."""

    name: str
    text: str
    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True)
class Heading:
    """One heading: its level, 1 to 6, and its text as it is written."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class Prose:
    """One paragraph, item, title of a directive or cell of a table: its lines, and the heading that it is under."""

    lines: Tuple[Line, ...]
    heading: str

    @property
    def text(self) -> str:
        """The lines, joined."""
        return "\n".join(line.text for line in self.lines)

    def place(self, position: int) -> Tuple[int, int]:
        """Return line, from 1, and offset in the page of a position in :attr:`text`."""
        return _place(self.lines, position)


def scan(text: str) -> Tuple[Block, ...]:
    """Return the blocks of the page ``text`` in their order, each before the blocks in its body."""
    return tuple(_Page(text).blocks)


def roles(text: str) -> Tuple[Role, ...]:
    """Return the roles in the prose of the page ``text``, in titles and in the bodies of directives too."""
    return tuple(_Page(text).roles)


def headings(text: str) -> Tuple[Heading, ...]:
    """Return the headings of the page ``text``."""
    return tuple(_Page(text).headings)


def prose(text: str) -> Tuple[Prose, ...]:
    """Return the prose of the page ``text``, headings left out, that in the bodies of directives too."""
    return tuple(_Page(text).paragraphs)


def front_matter(text: str, path: Optional[Path] = None) -> Dict[str, str]:
    """Return what the front matter of the page ``text`` says, {} if it has none.

    It is one ``key: value`` a line; comments are left out and quotes taken off. Raise :class:`BookError`,
    with the line and with ``path``, for whatever else YAML allows and for front matter without an end.
    """
    lines = source_lines(text)
    count = front_matter_lines(lines)
    if not count:
        if not lines or not lines[0].text.startswith("---"):
            return {}
        raise BookError(
            "the front matter has no end",
            path=path,
            line=1,
            expected="a second line of ---",
            fix="add that line",
        )
    values, unread = front_matter_pairs(lines[1 : count - 1])
    if unread:
        raise BookError(
            "a line of the front matter does not read",
            path=path,
            line=unread.number,
            expected="key: value, no key twice, in quotes a value that YAML would take apart",
            found=unread.text,
            fix=f"correct line {unread.number}",
        )
    return values


# str.splitlines() breaks a line at these too, and MyST takes it to the body of a directive.
_LINE_BREAK = re.compile("[\v\f\x1c-\x1e\x85\u2028\u2029]")
_PROMPT = re.compile(r"\s*[-+]?\s*>>>(?:\s|\Z)")
_PYTHON = re.compile(r"i?py(?:thon)?[0-9.]*(?:con|tb|-?console)?")
_SHOWS_CODE = re.compile(
    r"code(?:-block|-cell)?|doctest|eval-rst|(?:literal)?include|parsed-literal|prompt|raw|sourcecode|"
    r"test(?:code|output|setup)"
)
_COMMENTS = re.compile(r"\s*(?:<!--(?!-?>)(?:(?!--!?>).)*-->\s*)+", re.DOTALL)
_CARD_PART = re.compile(r"(?:\^{3,}|\+{3,})\s*")
_PLAIN = {
    "doctest": "`>>>` in prose; expected an {example}",
    "indented": "an indented code block; expected an {example}, a labelled fence, or less indentation",
    "nesting": "a block in too many others to be read; expected fewer quotes, lists and directives around it",
}


class _Directive(NamedTuple):
    """The content of a directive, taken apart; ``unread`` is the first option line that does not read."""

    options: Mapping[str, str]
    unread: Optional[Line]
    body: List[Line]


class _Page:
    """What is found in a page."""

    def __init__(self, text: str) -> None:
        self.lines = source_lines(text)
        self.blocks: List[Block] = []
        self.roles: List[Role] = []
        self.headings: List[Heading] = []
        self.paragraphs: List[Prose] = []
        self.document(self.lines, 0)

    def document(self, lines: Sequence[Line], depth: int) -> None:
        """Find everything in a document: the page, or the body of a directive."""
        for leaf in leaves(lines, depth):
            if leaf.kind == "fence":
                self.fence(leaf)
            elif leaf.kind == "html":
                self.html(leaf)
            elif leaf.kind in _PLAIN:
                self.add(leaf, Kind(leaf.kind), _PLAIN[leaf.kind])
            else:
                self.inline(leaf.content, leaf.depth)
                if leaf.kind == "heading":
                    text = " ".join(line.text.strip() for line in leaf.content)
                    self.headings.append(Heading(len(leaf.marks), text, leaf.line))
                else:
                    self.note(leaf.content)

    def add(
        self,
        leaf: Leaf,
        kind: Kind,
        refusal: Optional[str],
        name: str = "",
        argument: str = "",
        content: Optional[Sequence[Line]] = None,
        options: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        lines = leaf.content if content is None else content
        text = "".join(line.text + "\n" for line in lines)
        place = (leaf.line, leaf.end_line, leaf.start, leaf.end, leaf.depth)
        self.blocks.append(Block(kind, name, argument, text, *place, refusal, options))

    def html(self, leaf: Leaf) -> None:
        text = "\n".join(line.text for line in leaf.content)
        if text.lstrip().startswith("<!--") and not leaf.closed:
            self.add(leaf, Kind.HTML, "an HTML comment without an end; expected -->")
        elif not _COMMENTS.fullmatch(text):
            self.add(leaf, Kind.HTML, "raw HTML; expected Markdown", tag_name(text.lstrip()))

    def note(self, content: Sequence[Line]) -> None:
        self.paragraphs.append(Prose(tuple(content), self.headings[-1].text if self.headings else ""))

    def inline(self, content: Sequence[Line], depth: int) -> None:
        """Find roles and raw HTML in the lines of one paragraph, heading, cell or title."""
        text = "\n".join(line.text for line in content)
        if "{" not in text and "<" not in text:
            return
        for span in spans(text):
            line, start = _place(content, span.start)
            end_line, end = _place(content, span.end)
            if span.is_role:
                column = start - self.lines[line - 1].offset + 1
                self.roles.append(Role(span.name, span.text, line, column, start, end))
            else:
                place = (line, end_line, start, end, depth)
                refusal = "raw HTML in a line; expected Markdown"
                self.blocks.append(Block(Kind.HTML, span.name, "", span.text + "\n", *place, refusal))

    def fence(self, leaf: Leaf) -> None:
        words = [*leaf.info.split(None, 1), "", ""]
        name, argument = words[0].lower(), words[1].rstrip()
        if name.startswith("{") and name.endswith("}"):
            self.directive(leaf, name[1:-1], argument)
        else:
            self.add(leaf, Kind.FENCE, _fence_refusal(leaf, name), name, argument)
            if leaf.marks[0] == ":":
                self.document(leaf.content, leaf.depth + 1)

    def directive(self, leaf: Leaf, name: str, argument: str) -> None:
        reads = DIRECTIVES.get(name)
        parts = _take_apart(leaf.content)
        body = parts.body
        opening = (leaf.marks + leaf.info).rstrip()
        title = Line(leaf.line, argument, leaf.start + len(opening) - len(argument))
        if reads in (Body.MARKDOWN, Body.GLOSSARY) and argument:
            body = [title, *body]
        if body and not body[0].text.strip():
            body = body[1:]
        refusal = _directive_refusal(leaf, name, parts.unread, body)
        self.add(leaf, Kind.DIRECTIVE, refusal, name, argument, body, parts.options)
        depth = leaf.depth + 1
        if reads in (Body.TITLED, Body.CARD):
            self.inline([title], depth)
            self.note([title])
        if reads in (Body.TITLED, Body.MARKDOWN):
            self.document(body, depth)
        elif reads is Body.CARD:
            for part in _card_parts(body):
                self.document(part, depth)
        elif reads is Body.GLOSSARY:
            self.glossary(body, depth)

    def glossary(self, body: Sequence[Line], depth: int) -> None:
        """Read terms and definitions; the first line of a definition sets its indent."""
        definition: List[Line] = []
        indent: Optional[int] = None
        is_remark = False
        for line in body:
            if line.text and not line.text[0].isspace():
                self.document(definition, depth)
                definition, indent = [], None
                is_remark = line.text.startswith(".. ")
                if not is_remark:
                    self.inline([line], depth)
            elif not is_remark:
                if line.text and indent is None:
                    indent = len(line.text) - len(line.text.lstrip())
                text = line.text[indent:]
                definition.append(Line(line.number, text, line.offset + len(line.text) - len(text)))
        self.document(definition, depth)


def _fence_refusal(leaf: Leaf, name: str) -> Optional[str]:
    """Return why a fence that is no directive may not stand, or None."""
    known = f"an {{example}}, or a label, one of {', '.join(sorted(LANGUAGES))}"
    if not leaf.closed:
        return f"a fence without an end; expected {leaf.marks} in the same quote or list item"
    if leaf.marks[0] == ":":
        return "a colon fence that is no directive; expected the name of one in braces, as in :::{note}"
    if not name:
        return f"an unlabelled fence; expected {known}"
    if _PYTHON.fullmatch(name):
        return f"a fence labelled `{name}` that is not an {{example}}; expected ```{{example}} PACKAGE/NAME"
    if name not in LANGUAGES:
        return f"a fence labelled `{name}`{near(name, LANGUAGES)}; expected {known}"
    if _has_prompt(leaf.content):
        return f"`>>>` in a `{name}` fence; expected an {{example}}"
    return None


def _directive_refusal(leaf: Leaf, name: str, unread: Optional[Line], body: Sequence[Line]) -> Optional[str]:
    """Return why a directive may not stand, or None."""
    reads = DIRECTIVES.get(name)
    if not leaf.closed:
        return f"a directive {{{name}}} without an end; expected {leaf.marks} in the same quote or list item"
    if _SHOWS_CODE.fullmatch(name) or _PYTHON.fullmatch(name.strip(".")):
        return f"a directive {{{name}}} that is not an {{example}}; expected ```{{example}} PACKAGE/NAME"
    if reads is None:
        known = ", ".join(sorted(DIRECTIVES))
        return f"an unknown directive {{{name}}}{near(name, DIRECTIVES)}; expected one of {known}"
    if unread:
        return f"an option line that does not read, `{unread.text}`; expected :key: value, no key twice"
    if reads is Body.NOTHING and any(line.text.strip() for line in body):
        return f"text in the body of {{{name}}}; expected options only"
    if reads is Body.VERBATIM and _has_prompt(body):
        return f"`>>>` in the body of {{{name}}}; expected an {{example}}"
    return None


def _has_prompt(lines: Sequence[Line]) -> bool:
    return any(_PROMPT.match(line.text) for line in lines)


def _take_apart(content: Sequence[Line]) -> _Directive:
    """Take the options off the content of a directive, in either of their two forms."""
    body = [piece for line in content for piece in _pieces(line)]
    options: List[Line] = []
    if body and body[0].text.startswith("---"):
        del body[0]
        while body and not body[0].text.startswith("---"):
            options.append(body.pop(0))
        if body:
            end = body.pop(0)
            rest = re.sub("^-+ ?", "", end.text)
            if rest:
                body.insert(0, Line(end.number, rest, end.offset + len(end.text) - len(rest)))
    else:
        while body and re.match(r"\s*:(?!::)", body[0].text):
            option = body.pop(0)
            options.append(option._replace(text=option.text.lstrip()[1:]))
    values, unread = option_pairs(options)
    return _Directive(MappingProxyType(values), unread, body)


def _pieces(line: Line) -> Iterator[Line]:
    """Yield the lines that MyST makes of one line of a directive."""
    offset = line.offset
    for text in _LINE_BREAK.split(line.text):
        yield Line(line.number, text, offset)
        offset += len(text) + 1


def _card_parts(body: Sequence[Line]) -> List[List[Line]]:
    """Cut the body of a card at each line that may divide it; a fence across one is left without an end."""
    parts: List[List[Line]] = [[]]
    for line in body:
        if _CARD_PART.fullmatch(line.text):
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _place(content: Sequence[Line], position: int) -> Tuple[int, int]:
    """Return number of line and offset in the page of a position in the joined texts of ``content``."""
    for line in content:
        if position <= len(line.text):
            return line.number, line.offset + position
        position -= len(line.text) + 1
    raise ValueError("the position is after the end of the lines")
