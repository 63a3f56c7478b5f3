"""What may be in a page: the labels of its fences and its directives, with how each reads its body.

What is not listed here is refused; extend the lists as the book grows.
"""

import re
from enum import Enum
from types import MappingProxyType
from typing import Mapping, Optional, Sequence

from bookcheck.errors import near
from bookcheck.pages.page import EXAMPLE, MERMAID, TRACE

LANGUAGES = frozenset(("console", "diff", "ebnf", "ini", "json", "mermaid", "text", "toml", "yaml"))
"""What a fence may be labelled with: no language that Python code could be taken for."""


class Body(Enum):
    """How a directive reads what is between its fences."""

    NOTHING = "it has none"
    VERBATIM = "it is no Markdown"
    MARKDOWN = "Markdown, which may begin on the opening line"
    TITLED = "Markdown; the rest of the opening line is an argument"
    GLOSSARY = "terms, each followed by its definition, which is indented Markdown"


DIRECTIVES: Mapping[str, Body] = MappingProxyType(
    {
        "admonition": Body.TITLED,
        "changes": Body.NOTHING,
        "claims": Body.NOTHING,
        "counts": Body.NOTHING,
        "example": Body.NOTHING,
        "figure": Body.TITLED,
        "glossary": Body.GLOSSARY,
        "important": Body.MARKDOWN,
        "index": Body.NOTHING,
        "laws": Body.NOTHING,
        "list-table": Body.TITLED,
        "matrix": Body.NOTHING,
        "mermaid": Body.VERBATIM,
        "note": Body.MARKDOWN,
        "pythons": Body.NOTHING,
        "seealso": Body.MARKDOWN,
        "tip": Body.MARKDOWN,
        "toctree": Body.VERBATIM,
        "trace": Body.NOTHING,
        "warning": Body.MARKDOWN,
    }
)
"""The directives that may be in a page. The blocks in the bodies that are Markdown are found too."""

PROVED_ON_EACH_PYTHON = (EXAMPLE, MERMAID, TRACE)
"""The directives that pytest finds on every Python, with Sybil's lexer, and in the forms that it finds only."""

PROMPTED = "`>>>` in prose; expected an {example}"
INDENTED = "an indented code block; expected an {example}, a labelled fence, or less indentation"
NESTED = "a block in too many others to be read; expected fewer quotes, lists and directives around it"

_LEXED = re.compile(r"[ \t]*(?:`{3,}|~{3,})\{[a-z]+\} ?\S*\s*")
_PROMPT = re.compile(r"\s*[-+]?\s*>>>(?:\s|\Z)")
_PYTHON = re.compile(r"i?py(?:thon)?[0-9.]*(?:con|tb|-?console)?")
_SHOWS_CODE = re.compile(
    r"code(?:-block|-cell)?|doctest|eval-rst|(?:literal)?include|parsed-literal|prompt|raw|sourcecode|"
    r"test(?:code|output|setup)"
)


def fence_refusal(marks: str, closed: bool, name: str, content: Sequence[str]) -> Optional[str]:
    """Return why a fence that is not a directive may not be in a page, or None."""
    known = f"an {{example}}, or a label, one of {', '.join(sorted(LANGUAGES))}"
    if not closed:
        return f"a fence without an end; expected {marks} in the same quote or list item"
    if marks[0] == ":":
        return "a colon fence that is no directive; expected the name of one in braces, as in :::{note}"
    if not name:
        return f"an unlabelled fence; expected {known}"
    if _PYTHON.fullmatch(name):
        return f"a fence labelled `{name}` that is not an {{example}}; expected ```{{example}} PACKAGE/NAME"
    if name not in LANGUAGES:
        return f"a fence labelled `{name}`{near(name, LANGUAGES)}; expected {known}"
    if _has_prompt(content):
        return f"`>>>` in a `{name}` fence; expected an {{example}}"
    return None


def directive_refusal(marks: str, closed: bool, name: str, unread: Optional[str], body: Sequence[str]) -> Optional[str]:
    """Return why a directive may not be in a page, or None."""
    reads = DIRECTIVES.get(name)
    if not closed:
        return f"a directive {{{name}}} without an end; expected {marks} in the same quote or list item"
    if _SHOWS_CODE.fullmatch(name) or _PYTHON.fullmatch(name.strip(".")):
        return f"a directive {{{name}}} that is not an {{example}}; expected ```{{example}} PACKAGE/NAME"
    if reads is None:
        known = ", ".join(sorted(DIRECTIVES))
        return f"an unknown directive {{{name}}}{near(name, DIRECTIVES)}; expected one of {known}"
    if unread is not None:
        return f"an option line that does not read, `{unread}`; expected :key: value, no key twice"
    if reads is Body.NOTHING and any(line.strip() for line in body):
        return f"text in the body of {{{name}}}; expected options only"
    if reads is Body.VERBATIM and _has_prompt(body):
        return f"`>>>` in the body of {{{name}}}; expected an {{example}}"
    return None


def missed_by_sybil(row: str, name: str, is_dashed: bool) -> Optional[str]:
    """Return why pytest would not find a directive that begins in ``row``, or None."""
    if _LEXED.fullmatch(row) and not is_dashed:
        return None
    return (
        f"a directive {{{name}}} in a form that pytest does not find; expected ```{{{name}}} first in its line, "
        "in lower case, and options such as :key: value"
    )


def _has_prompt(lines: Sequence[str]) -> bool:
    return any(_PROMPT.match(line) for line in lines)
