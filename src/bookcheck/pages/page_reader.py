"""Reads a page with markdown-it-py, MyST's plugins and MyST's parser of directives, which also render it.

Every block that can show code is found, in whatever syntax. The allow-lists of :mod:`bookcheck.pages.block_rules`
decide which of them may be in a page: whether a block is Python cannot be decided by looking for Python.

This module runs on the Python that builds the site; import it where a page is read, and nowhere else.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from docutils.nodes import make_id
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.slugs import github_slugify

from bookcheck.errors import BookError
from bookcheck.pages.block_rules import (
    BROKEN,
    DIRECTIVES,
    IMAGE,
    INDENTED,
    NESTED,
    PROMPTED,
    PROVED_ON_EACH_PYTHON,
    UNSEEN_OPTIONS,
    Body,
    code_refusal,
    directive_refusal,
    fence_refusal,
    missed_by_sybil,
)
from bookcheck.pages.claims import CLAIM_ROLES
from bookcheck.pages.directive_text import suffix, take_apart
from bookcheck.pages.front_matter import read_front_matter
from bookcheck.pages.page import (
    Block,
    Heading,
    Kind,
    Label,
    Line,
    Link,
    Page,
    Part,
    Prose,
    Role,
    Said,
    Span,
    page_text,
)
from bookcheck.pages.statements import READ_OPTIONS

EXTENSIONS = ("colon_fence", "deflist")
"""The extensions of MyST that a page is read with: ``myst_enable_extensions`` names these and no more."""

MOST_CONTAINERS = 20
"""How many quotes, items, footnotes and directives may hold one another. A block that is deeper is reported
and not read."""

_CELLS = ("th_open", "td_open")
_CONTAINERS = ("blockquote", "list_item", "dd", "footnote_reference")
_PLACE = "bookcheck_place"
_QUOTES = re.compile(r">>>(?=[ \t]|\Z)")
_DOCTEST = re.compile(r"(?:\\?>){3}(?=[ \t]|\Z)")
_COMMENTS = re.compile(r"\s*(?:<!--(?!-?>)(?:(?!--!?>).)*-->\s*)+", re.DOTALL)
_TARGET = re.compile(r"\s*<[^<>]*>\Z")
_UNDEFINED = re.compile(r"(?:\[[^\[\]]*|^)\]\[[^\[\]]*\]")
"""A link to an address that the page does not define: Markdown takes it for text."""
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")


def read_page(path: Path) -> Page:
    """Read the page at ``path``; raise :class:`BookError` if it is not UTF-8 text or its front matter is malformed."""
    return parse_page(path, page_text(path))


def parse_page(path: Path, text: str) -> Page:
    """Return the page whose file ``path`` holds ``text``; raise :class:`BookError` for malformed front matter.

    Each block comes before the blocks in its body; prose includes the prose in the bodies of directives.
    """
    page = _Reader(path, _source_lines(text))
    return Page(
        path,
        text,
        page.front_matter,
        tuple(page.blocks),
        tuple(page.roles),
        tuple(page.headings),
        tuple(page.paragraphs),
        tuple(link for link in page.links if link.target not in page.footnotes),
        tuple(page.labels),
        tuple(sorted(page.said, key=lambda said: said.line)),
    )


def _source_lines(text: str) -> list[Line]:
    """Return the lines of a page. Only CR LF, LF and CR break a line; a byte order mark belongs to none."""
    lines: list[Line] = []
    offset = 1 if text.startswith("\ufeff") else 0
    for line in io.StringIO(text[offset:], newline=""):
        lines.append(Line(len(lines) + 1, line.rstrip("\r\n"), offset))
        offset += len(line)
    return lines


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Return MyST's parser, which here also notes in a token where in its paragraph a role, HTML, link or image is."""
    parser = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), RendererHTML)
    ruler = parser.inline.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    for name in ("myst_role", "html_inline", "image", "link", "autolink", "backticks"):
        ruler.at(name, _noting_places(rules[name]))
    return parser


def _noting_places(rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    def note(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        for token in state.tokens[count:]:
            token.meta.setdefault(_PLACE, (start, state.pos))  # what is in a link has a place of its own
        return matched

    return note


class _Reader:
    """Finds what is in a page; a document is the page, or the body of a directive."""

    def __init__(self, path: Path, lines: Sequence[Line]) -> None:
        self.path = path
        self.lines = lines
        self.front_matter: dict[str, str] = {}
        self.blocks: list[Block] = []
        self.roles: list[Role] = []
        self.headings: list[Heading] = []
        self.paragraphs: list[Prose] = []
        self.said: list[Said] = []
        self.links: list[Link] = []
        self.labels: list[Label] = []
        self.footnotes: set[str] = set()
        tokens = self.document(lines, 0)
        if lines and lines[0].text.startswith("---") and not (tokens and tokens[0].type == "front_matter"):
            problem, expected = "the front matter has no end", "a second line of ---"
            raise BookError(problem, path=path, line=1, expected=expected, fix="add that line")

    def document(self, lines: Sequence[Line], depth: int) -> Sequence[Token]:
        """Find everything in a document that ``depth`` containers hold; return its tokens."""
        if lines and depth > MOST_CONTAINERS:
            self.add(Kind.NESTING, lines, (), depth, NESTED)
            return ()
        tokens = _parser().parse("\n".join(line.text for line in lines), {})
        cells = _Cells()
        opened = Token("", "", 0)
        for number, token in enumerate(tokens):
            rows = lines[token.map[0] : max(token.map[1], token.map[0] + 1)] if token.map else ()
            name = token.type.rpartition("_")[0]
            if name in _CONTAINERS:
                depth += token.nesting
                # MyST leaves out, without a word, what is deeper.
                if token.nesting == 1 and token.level + 1 >= _parser().options.maxNesting:
                    self.add(Kind.NESTING, rows or lines, (), depth, NESTED)
                elif token.type == "blockquote_open":
                    prompt = _prompt_of_quotes(tokens[number : number + 4], rows[0])
                    if prompt:
                        self.add(Kind.DOCTEST, [prompt], [prompt], depth - 1, PROMPTED)
            if token.type == "front_matter" and lines is self.lines:
                self.front_matter = read_front_matter(rows, self.path)
            elif token.type in ("fence", "colon_fence"):
                self.fence(token, rows, depth)
            elif token.type == "html_block":
                self.html(token, rows, depth)
            elif token.type == "code_block":
                self.add(Kind.INDENTED, rows, _without_containers(token.content, rows), depth, INDENTED)
            elif token.type == "footnote_reference_open":
                self.footnotes.add(f"[^{token.meta['label']}]")
            elif token.type == "myst_target":
                after = next((later.type for later in tokens[number:] if later.type != "myst_target"), "")
                self.labels.append(Label(token.content, rows[0].number, after == "heading_open"))
            elif token.type == "inline":
                self.inline(token, opened, rows, cells, depth)
            opened = token
        return tokens

    def add(
        self,
        kind: Kind,
        rows: Sequence[Line],
        content: Sequence[Line],
        depth: int,
        refusal: str | None,
        name: str = "",
        argument: str = "",
        options: Mapping[str, str] = MappingProxyType({}),
        opening: str = "",
    ) -> None:
        """Note the block that ``rows`` are; ``opening`` is its first line, if that is not the first of ``content``."""
        first, last = rows[0], rows[-1]
        start = suffix(first, opening or (content or rows)[0].text.lstrip(" \t")).offset
        place = (first.number, last.number, start, last.offset + len(last.text), depth)
        text = "".join(line.text + "\n" for line in content)
        self.blocks.append(Block(kind, name, argument, text, *place, refusal, options))

    def html(self, token: Token, rows: Sequence[Line], depth: int) -> None:
        """Note raw HTML, unless it is a comment."""
        text = token.content.lstrip()
        if text.startswith("<!--") and "-->" not in text:
            refusal, name = "an HTML comment without an end; expected -->", ""
        elif _COMMENTS.fullmatch(text):
            return
        else:
            refusal, name = "raw HTML; expected Markdown", _tag_name(text)
        self.add(Kind.HTML, rows, _without_containers(token.content, rows), depth, refusal, name)

    def inline(self, token: Token, opened: Token, rows: Sequence[Line], cells: "_Cells", depth: int) -> None:
        """Note a heading, or a piece of prose, with the roles and the raw HTML in it; ``opened`` is what it is in."""
        what = "heading" if opened.type == "heading_open" else "cell" if opened.type in _CELLS else "prose"
        self.say(what, rows[0].number if rows else 1, token)
        self.inline_blocks(token, rows, depth)
        if what == "heading":
            content = [_within(row, text) for row, text in zip(rows, token.content.split("\n"), strict=False)]
            self.spans(token, content, depth)
            text = " ".join(line.text.strip() for line in content)
            anchor = make_id(_shown(token.children or ()))
            slug = github_slugify(_shown_plainly(token.children or ()))
            self.headings.append(Heading(int(opened.tag[1:]), text, rows[0].number, anchor, slug))
        elif what == "cell":
            cell = cells.find(rows[0], token.content)
            self.prose(token, [cell], depth)
            if _DOCTEST.match(cell.text):
                self.add(Kind.DOCTEST, [cell], [cell], depth, PROMPTED)
        else:
            # Python's blanks at either end, such as a form feed, are taken off, even if that is a whole line.
            first_text = token.content.split("\n")[0].rstrip()
            first = next((number for number, row in enumerate(rows) if row.text.rstrip().endswith(first_text)), 0)
            rows = rows[first:]
            content = _without_containers(token.content, rows)
            self.prose(token, content, depth)
            for number, line in enumerate(content):
                if _DOCTEST.match(line.text.lstrip()):
                    self.add(Kind.DOCTEST, rows[number:], content[number:], depth, PROMPTED)
                    break

    def inline_blocks(self, token: Token, rows: Sequence[Line], depth: int) -> None:
        """Note what shows code inside a paragraph, a heading or a cell and may not be there."""
        for child in token.children or ():
            start, end = child.meta.get(_PLACE, (0, 0))
            kind, refusal = Kind.CODE, None
            if child.type == "image":
                kind, refusal = Kind.IMAGE, IMAGE
            elif child.type == "hardbreak":
                kind, refusal = Kind.BREAK, BROKEN
            elif child.type == "code_inline":
                refusal = code_refusal(token.content[start:end])
            if refusal:
                row = rows[min(token.content[:start].count("\n"), len(rows) - 1)]
                self.add(kind, [row], [row], depth, refusal)

    def say(self, what: str, line: int, token: Token, block: int = 0) -> None:
        """Note what a reader sees of an inline token that begins in ``line``."""
        self.said.append(Said(what, line, tuple(_parts(token.children or (), "")), block))

    def say_options(self, options: Mapping[str, str], rows: Sequence[Line]) -> None:
        """Note what a reader sees of the options of a directive."""
        for name, text in options.items():
            if name not in UNSEEN_OPTIONS:
                (token,) = _parser().parseInline(text, {})
                line = next((row.number for row in rows if row.text.lstrip().startswith(f":{name}:")), rows[0].number)
                self.say(name, line, token, rows[0].number)

    def prose(self, token: Token, content: Sequence[Line], depth: int) -> None:
        """Note a paragraph, an item, a title or a cell."""
        heading = self.headings[-1].text if self.headings else ""
        self.paragraphs.append(Prose(tuple(content), heading, self.spans(token, content, depth)))

    def spans(self, token: Token, content: Sequence[Line], depth: int) -> tuple[Span, ...]:
        """Note roles, raw HTML and links in an inline token, the lines of which are ``content``; return the spans."""
        spans = tuple(_spans(token.children or (), 0))
        prose = Prose(tuple(content), "")
        for target, position in _links(token.children or (), 0):
            self.links.append(Link(target, prose.place(position)[0]))
        for target in _unresolved(token.children or ()):
            position = token.content.find(target)
            if position >= 0:  # its brackets are not escaped
                self.links.append(Link(target, prose.place(position)[0]))
        for span in spans:
            line, start = prose.place(span.start)
            end_line, end = prose.place(span.end)
            if span.is_role:
                self.roles.append(Role(span.name, span.text, line, start, end))
            else:
                place = (line, end_line, start, end, depth)
                refusal = "raw HTML in a line; expected Markdown"
                self.blocks.append(Block(Kind.HTML, span.name, "", span.text + "\n", *place, refusal))
        return spans

    def fence(self, token: Token, rows: Sequence[Line], depth: int) -> None:
        """Note a fence or a directive, and find what is in it if its body is Markdown."""
        opening = token.markup + token.info
        content = _without_containers(token.content, rows[1:])
        is_closed = len(rows) > len(content) + 1
        words = [*token.info.split(None, 1), "", ""]
        name, argument = words[0].lower(), words[1].rstrip()
        if name.startswith("{") and name.endswith("}"):
            name, title = name[1:-1], suffix(rows[0], argument)
            reads = DIRECTIVES.get(name)
            options, unread, body = take_apart(title, reads not in (Body.MARKDOWN, Body.GLOSSARY), content)
            texts = [line.text for line in body]
            refusal = directive_refusal(token.markup, is_closed, name, unread, texts)
            if refusal is None and name in PROVED_ON_EACH_PYTHON:
                is_dashed = bool(content) and content[0].text.startswith("---")
                refusal = missed_by_sybil(self.lines[rows[0].number - 1].text, name, is_dashed)
            self.add(Kind.DIRECTIVE, rows, body, depth, refusal, name, argument, options, opening)
            if "name" in options:
                self.labels.append(Label(options["name"], rows[0].number, "caption" in options or bool(argument)))
            self.say_options(options, rows)
            self.options(options, rows, depth + 1)
            self.body(reads, title, body, depth + 1)
            if name == "index":
                (token,) = _parser().parseInline("\n".join([argument, *texts]), {})
                self.say("index", rows[0].number, token)
        else:
            refusal = fence_refusal(token.markup, is_closed, name, [line.text for line in content])
            self.add(Kind.FENCE, rows, content, depth, refusal, name, argument, opening=opening)
            if token.markup[0] == ":":
                self.document(content, depth + 1)

    def options(self, options: Mapping[str, str], rows: Sequence[Line], depth: int) -> None:
        """Find the roles, links and pictures in the options that a reader reads; a claim there is not in prose."""
        for name in READ_OPTIONS:
            if name in options:
                row = next((row for row in rows if row.text.lstrip().startswith(f":{name}:")), rows[0])
                (token,) = _parser().parseInline(options[name], {})
                for span in _spans(token.children or (), 0):
                    if span.is_role and span.name not in CLAIM_ROLES:
                        self.roles.append(Role(span.name, span.text, row.number, row.offset, row.offset))
                self.inline_blocks(token, [row], depth)
                for target, _ in _links(token.children or (), 0):
                    self.links.append(Link(target, row.number))

    def body(self, reads: Body | None, title: Line, body: Sequence[Line], depth: int) -> None:
        """Find what is in the body of a directive, and in its title."""
        if reads is Body.TITLED:
            (token,) = _parser().parseInline(title.text, {})
            self.say("prose", title.number, token)
            self.inline_blocks(token, [title], depth)
            self.prose(token, [title], depth)
        if reads in (Body.TITLED, Body.MARKDOWN):
            self.document(body, depth)
        elif reads is Body.GLOSSARY:
            self.glossary(body, depth)

    def glossary(self, body: Sequence[Line], depth: int) -> None:
        """Read terms and definitions; the first line of a definition sets its indent."""
        definition: list[Line] = []
        indent: int | None = None
        is_remark = False
        for line in body:
            if line.text and not line.text[0].isspace():
                self.document(definition, depth)
                definition, indent = [], None
                is_remark = line.text.startswith(".. ")
                if not is_remark:
                    (token,) = _parser().parseInline(line.text, {})
                    self.say("prose", line.number, token)
                    self.spans(token, [line], depth)
            elif not is_remark:
                if line.text and indent is None:
                    indent = len(line.text) - len(line.text.lstrip())
                definition.append(suffix(line, line.text[indent:]))
        self.document(definition, depth)


class _Cells:
    """Finds the cells of a table in its rows, one after the other: their tokens do not say where they are."""

    def __init__(self) -> None:
        self.row = 0
        self.position = 0

    def find(self, row: Line, text: str) -> Line:
        """Return the next cell of ``row``, which holds ``text``."""
        if row.number != self.row:
            self.row, self.position = row.number, 0
        written = text.replace("|", "\\|")
        position = max(row.text.find(written, self.position), self.position)
        self.position = position + len(written)
        return Line(row.number, text, row.offset + position)


def _within(row: Line, text: str) -> Line:
    """Return the line ``text`` that is somewhere in ``row``."""
    return Line(row.number, text, row.offset + max(row.text.find(text), 0))


def _without_containers(content: str, rows: Sequence[Line]) -> list[Line]:
    """Return the lines of ``content``, which is what ``rows`` hold without the marks of what is around them."""
    texts = content.removesuffix("\n").split("\n") if content else []
    return [suffix(row, text) for row, text in zip(rows, texts, strict=False)]


def _spans(tokens: Sequence[Token], base: int) -> Iterator[Span]:
    """Yield the roles and the raw HTML among the children of an inline token, comments left out."""
    for token in tokens:
        start, end = token.meta.get(_PLACE, (0, 0))
        if token.type == "myst_role":
            yield Span(True, base + start, base + end, token.meta["name"], token.content)
        elif token.type == "html_inline" and not token.content.startswith("<!--"):
            yield Span(False, base + start, base + end, _tag_name(token.content), token.content)
        elif token.children:  # of an image: they are in its label, which begins with ![
            yield from _spans(token.children, base + start + 2)


def _parts(tokens: Sequence[Token], target: str) -> Iterator[Part]:
    """Yield what a reader sees of the children of an inline token, within a link to ``target``: titles too."""
    for token in tokens:
        if token.type == "link_open":
            target = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            target = ""
        if token.type in ("softbreak", "hardbreak"):
            yield Part("\n", "text", target)
        elif token.type == "myst_role":
            yield Part(token.content, "{" + token.meta["name"] + "}", target)
        elif token.children:
            yield from _parts(token.children, target)
        elif token.content and token.type != "html_inline":
            yield Part(token.content, "code" if token.type == "code_inline" else "text", target)
        if "title" in token.attrs:
            yield Part(f" ({token.attrs['title']}) ", "text", target)


def _links(tokens: Sequence[Token], base: int) -> Iterator[tuple[str, int]]:
    """Yield the target of each link among the children of an inline token, and where it begins."""
    for token in tokens:
        start = base + token.meta.get(_PLACE, (0, 0))[0]
        if token.type == "link_open":
            yield str(token.attrs.get("href", "")), start
        if token.children:
            yield from _links(token.children, start + 2)


def _unresolved(tokens: Sequence[Token]) -> Iterator[str]:
    """Yield each link to an address that the page does not define, and each mark of a footnote."""
    for token in tokens:
        if token.type == "footnote_ref":
            yield f"[^{token.meta['label']}]"
        elif token.type == "text":
            yield from _UNDEFINED.findall(token.content)


def _shown_plainly(tokens: Sequence[Token]) -> str:
    """Return what MyST makes the slug of a heading of: its words and its code."""
    return "".join(token.content for token in tokens if token.type in ("text", "code_inline"))


def _shown(tokens: Sequence[Token]) -> str:
    """Return the text that a reader sees of an inline token with the children ``tokens``."""
    return "".join(
        _TARGET.sub("", token.content) if token.type == "myst_role" else token.content + _shown(token.children or ())
        for token in tokens
    )


def _tag_name(html: str) -> str:
    """Return the name of the tag that ``html`` begins with, or ""."""
    match = _TAG.match(html)
    return match.group(1).lower() if match else ""


def _prompt_of_quotes(tokens: Sequence[Token], row: Line) -> Line | None:
    """Return the line that begins with ``>>>``, which Markdown takes for three quotes, the first of ``tokens``."""
    match = _QUOTES.search(row.text)
    starts = [token.map[0] for token in tokens if token.type == "blockquote_open" and token.map]
    return suffix(row, row.text[match.start() :]) if match and starts.count(starts[0]) == 3 else None
