"""Finds the MyST roles and the raw HTML in prose, by the inline rules of markdown-it-py and MyST."""

import re
from typing import Iterator, NamedTuple

from bookcheck.pages.markdown.blocks import HTML_TAG


class Span(NamedTuple):
    """A role, or raw HTML if ``is_role`` is false; ``name`` is that of the role or the tag."""

    is_role: bool
    start: int
    end: int
    name: str
    text: str


_SPECIAL = re.compile(
    r"""\\. | `+ | \{[a-zA-Z0-9_+:-]+\}(?=`) | <(?=[A-Za-z/!?]) | \]\(<[^<>\n]*>(?=[ \t\n)])""",
    re.DOTALL | re.VERBOSE,
)
_TICKS = re.compile("`+")
_AUTOLINK = re.compile(r"<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\x00-\x20]*|[^\s@<>\\]+@[a-zA-Z0-9.-]+)>")
_COMMENT = re.compile(r"<!---?>|<!--(?:[^-]|-[^-]|--[^>])*-->")
_HTML = re.compile(HTML_TAG + r"|<\?.*?\?>|<![A-Za-z][^>]*>|<!\[CDATA\[.*?\]\]>", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")


def tag_name(html: str) -> str:
    """Return the name of the tag that ``html`` begins with, or ""."""
    match = _NAME.match(html)
    return match.group(1).lower() if match else ""


def spans(prose: str) -> Iterator[Span]:
    """Yield the roles and the raw HTML of one paragraph, heading or cell, code spans left out."""
    position = 0
    while True:
        match = _SPECIAL.search(prose, position)
        if match is None:
            return
        start, position = match.span()
        if match.group()[0] == "`":
            position = _code_end(prose, start, position)
        elif match.group()[0] == "{":
            ticks = _TICKS.match(prose, position)
            # MyST ends a role at the first such run of backticks, be it part of a longer one.
            end = prose.find(ticks.group(), ticks.end() + 1) if ticks else -1
            if ticks and end >= 0:
                text = prose[ticks.end() : end].replace("\n", " ")
                position = end + len(ticks.group())
                yield Span(True, start, position, match.group()[1:-1], text)
        elif match.group() == "<":
            quiet = _AUTOLINK.match(prose, start) or _COMMENT.match(prose, start)
            html = None if quiet else _HTML.match(prose, start)
            found = quiet or html
            if found:
                position = found.end()
            if html:
                yield Span(False, start, position, tag_name(html.group()), html.group())


def _code_end(prose: str, start: int, position: int) -> int:
    """Return where the code span ends that a run of backticks opens, or the end of the run if none does."""
    for closing in _TICKS.finditer(prose, position):
        if len(closing.group()) == position - start:
            return closing.end()
    return position
