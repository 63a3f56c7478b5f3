"""What may stand in a page: the labels of its fences and its directives, with how each reads its body.

The scanner refuses what is not listed here on purpose; extend the lists as the book grows.
"""

from enum import Enum
from types import MappingProxyType
from typing import Mapping

LANGUAGES = frozenset(("console", "diff", "ebnf", "ini", "json", "mermaid", "text", "toml", "yaml"))
"""What a fence may be labelled with: no language that Python code could be taken for."""


class Body(Enum):
    """How a directive reads what stands between its fences."""

    NOTHING = "it has none"
    VERBATIM = "it is no Markdown"
    MARKDOWN = "Markdown, which may begin on the opening line"
    TITLED = "Markdown; the rest of the opening line is an argument"
    CARD = "as TITLED, in parts divided by lines of ^^^ and +++"
    GLOSSARY = "terms, each followed by its definition, which is indented Markdown"


DIRECTIVES: Mapping[str, Body] = MappingProxyType(
    {
        "admonition": Body.TITLED,
        "card": Body.CARD,
        "card-footer": Body.MARKDOWN,
        "card-header": Body.MARKDOWN,
        "changes": Body.NOTHING,
        "claims": Body.NOTHING,
        "counts": Body.NOTHING,
        "example": Body.NOTHING,
        "figure": Body.TITLED,
        "glossary": Body.GLOSSARY,
        "grid": Body.TITLED,
        "grid-item": Body.MARKDOWN,
        "grid-item-card": Body.CARD,
        "important": Body.MARKDOWN,
        "index": Body.NOTHING,
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
"""The directives that may stand in a page. The blocks in the bodies that are Markdown are found too."""
