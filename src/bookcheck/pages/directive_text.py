"""Takes the text of a directive apart as MyST does: its options and its body."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent
from types import MappingProxyType
from typing import NamedTuple

from docutils.parsers.rst.directives.misc import TestDirective
from myst_parser.parsers.directives import parse_directive_text
from myst_parser.parsers.options import TokenizeError, options_to_tokens

from bookcheck.pages.page import Line


class DirectiveText(NamedTuple):
    """The text of a directive, taken apart; ``unread`` is the first option line that MyST would warn of."""

    options: Mapping[str, str]
    unread: str | None
    body: list[Line]


class _Titled(TestDirective):
    """What MyST needs to know of a directive: its opening line is an argument, and it has any option."""


class _Untitled(_Titled):
    """The same for a directive whose body may begin on the opening line."""

    optional_arguments = 0


def take_apart(title: Line, is_argument: bool, content: Sequence[Line]) -> DirectiveText:
    """Return the parts of a directive with the lines ``content``.

    ``title`` is the rest of its opening line: if it is not an argument, it is the first line of the body.
    """
    text = "".join(line.text + "\n" for line in content)
    parts = parse_directive_text(_Titled if is_argument else _Untitled, title.text, text)
    lines = [piece for line in content for piece in _pieces(line)]
    merged = [] if is_argument or not title.text else [title]
    first = parts.body_offset + len(merged)
    body = lines[first:]
    if body and len(parts.body) > len(merged):
        # MyST takes the dashes off a line that ends the options and goes on with text.
        body[0] = suffix(body[0], parts.body[len(merged)])
    unread = _unread_option(lines[: first - parts.blank_line_removed])
    return DirectiveText(MappingProxyType(parts.options), unread, merged + body)


def suffix(row: Line, text: str) -> Line:
    """Return the line that is the end ``text`` of ``row``; where they differ, blanks at either end do not count."""
    if row.text.endswith(text):
        return Line(row.number, text, row.offset + len(row.text) - len(text))
    return Line(row.number, text, row.offset + len(row.text.rstrip()) - len(text.rstrip()))


def _pieces(line: Line) -> Iterator[Line]:
    """Yield the lines that MyST makes of one line of a directive: str.splitlines() has more line breaks."""
    offset = line.offset
    for text in (line.text + "\n").splitlines():
        yield Line(line.number, text, offset)
        offset += len(text) + 1


def _unread_option(lines: Sequence[Line]) -> str | None:
    """Return the first of the option lines of a directive that MyST warns of, or whose key is there twice."""
    if lines and lines[0].text.startswith("---"):
        lines = [line for line in lines if not line.text.startswith("---")]
        block = dedent("\n".join(line.text for line in lines))
    else:
        block = "\n".join(line.text.lstrip().removeprefix(":") for line in lines)
    try:
        tokens, state = options_to_tokens(block)
    except TokenizeError as error:
        return lines[min(error.problem_mark.line, len(lines) - 1)].text
    keys: set[str] = set()
    unread = list(state.comment_lines)
    for key, _ in tokens:
        if key.value in keys:
            unread.append(key.start.line)
        keys.add(key.value)
    return lines[min(unread)].text if unread else None
