"""What may be in a page: the labels of its fences and its directives, with how each reads its body.

What is not listed here is refused; extend the lists as the book grows.
"""

import keyword
import re
from enum import Enum
from types import MappingProxyType
from typing import Mapping, Optional, Sequence

from bookcheck.errors import near
from bookcheck.pages.page import EXAMPLE, MERMAID, TRACE

LANGUAGES = frozenset(("console", "diff", "ebnf", "ini", "json", "mermaid", "text", "toml", "yaml"))
"""What a fence may be labeled with: no language that Python code could be taken for."""


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
        "container": Body.TITLED,
        "counts": Body.NOTHING,
        "example": Body.NOTHING,
        "glossary": Body.GLOSSARY,
        "important": Body.MARKDOWN,
        "index": Body.NOTHING,
        "laws": Body.NOTHING,
        "list-table": Body.TITLED,
        "matrix": Body.NOTHING,
        "mermaid": Body.VERBATIM,
        "note": Body.MARKDOWN,
        "proof": Body.NOTHING,
        "pythons": Body.NOTHING,
        "seealso": Body.MARKDOWN,
        "tip": Body.MARKDOWN,
        "toctree": Body.VERBATIM,
        "trace": Body.NOTHING,
        "warning": Body.MARKDOWN,
    }
)
"""The directives that may be in a page. The blocks in the bodies that are Markdown are found too."""

UNSEEN_OPTIONS = frozenset(("align", "class", "files", "height", "name", "part", "scale", "width", "widths"))
"""The options of directives that no reader sees; every other is read as prose is."""

PROVED_ON_EACH_PYTHON = (EXAMPLE, MERMAID, TRACE)
"""The directives that pytest finds on every Python, with Sybil's lexer, and in the forms that it finds only."""

IMAGE = "an image; expected a {mermaid} diagram, which the book draws, or an {example}"
BROKEN = "a line break in a paragraph; expected a list, a table or an {example}"
PROMPTED = "`>>>` in prose; expected an {example}"
INDENTED = "an indented code block; expected an {example}, a labeled fence, or less indentation"
NESTED = "a block in too many others to be read; expected fewer quotes, lists and directives around it"

_COMMAND = re.compile(r"\s*\$ (?!\s*#)(?:(?!\s#).)+")
_RULE = re.compile(
    r"""\s*(?:(?P<name>[a-z]\w*)\s*:\s|\|\s) # a name and a colon, or a bar and another alternative
    (?:[a-zA-Z_]\w*|'[^'\s]*'|[|*+?()\[\].,&!~{}]|\s)*""",
    re.VERBOSE,
)
_PROMPTED_CODE = re.compile(r"`+\s*(?:>>>\s*[^\s`]|In \[\d*\]:|Traceback \()")
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
        return f"an unlabeled fence; expected {known}"
    if _PYTHON.fullmatch(name):
        return f"a fence labeled `{name}` that is not an {{example}}; expected ```{{example}} PACKAGE/NAME"
    if name not in LANGUAGES:
        return f"a fence labeled `{name}`{near(name, LANGUAGES)}; expected {known}"
    if _has_prompt(content):
        return f"`>>>` in a `{name}` fence; expected an {{example}}"
    return None


def content_refusal(name: str, content: Sequence[str]) -> Optional[str]:
    """Return why what a fence labelled ``name`` holds may not be in a page, or None.

    A ``text`` is rules of a grammar, a ``console`` is commands, and no program wrote what another language holds.
    """
    lines = [line for line in content if line.strip()]
    if name == "text":
        wrong = next((line for line in lines if not _is_rule(line)), None)
        expected = "rules of a grammar, `name: alternatives`; what a program is or writes is an {example}"
    elif name == "console":
        wrong = next((line for line in lines if not _COMMAND.fullmatch(line)), None)
        expected = "commands, each after `$ `, no comment and no output; an {example} shows an output"
    elif name == "mermaid":
        return None
    else:
        wrong, expected = (lines or [""])[0], "an {example} that reads or writes it"
    return None if wrong is None else f"`{wrong.strip()}` in a `{name}` fence; expected {expected}"


def _is_rule(line: str) -> bool:
    """Whether ``line`` is a rule of a grammar, or an alternative of one."""
    match = _RULE.fullmatch(line)
    return match is not None and not keyword.iskeyword(match["name"] or "")


def code_refusal(written: str) -> Optional[str]:
    """Return why the code span ``written``, with its backquotes, may not be in a page, or None."""
    if "\n" in written:
        return "a code span over several lines; expected an {example}, or a span in one line"
    if _PROMPTED_CODE.match(written):
        return "a prompt or a traceback in a code span; expected an {example}"
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
        return f"an option line that cannot be parsed, `{unread}`; expected :key: value, no key twice"
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
