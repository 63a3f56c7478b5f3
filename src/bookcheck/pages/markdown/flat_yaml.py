"""Reads the part of YAML that a page uses: ``key: value``, one a line, in front matter and directive options.

PyYAML is no part of the standard library; the little that a page needs, it and MyST read in the same way.
"""

import re
from typing import Callable, Dict, NamedTuple, Optional, Sequence

from bookcheck.pages.markdown.lines import Line

_PAIR = re.compile(r"(?P<key>[A-Za-z_][A-Za-z0-9_-]*):(?:[ \t]+(?P<value>.*))?", re.DOTALL)
_REMARK = re.compile(r"(?:\A|[ \t]+)#.*", re.DOTALL)
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\["\\])*)"')
_STRUCTURE = re.compile(r"[\[\]{}|>&*!%@`,]|[?:-](?=\s|\Z)|.*:(?=\s|\Z)", re.DOTALL)


class Pairs(NamedTuple):
    """What was read, and the first line that does not read, if there is one."""

    values: Dict[str, str]
    unread: Optional[Line]


def front_matter_pairs(lines: Sequence[Line]) -> Pairs:
    """Read the lines between the delimiters of a page's front matter; comments are left out."""
    return _pairs([line for line in lines if _REMARK.sub("", line.text).strip()], _front_matter_text)


def option_pairs(lines: Sequence[Line]) -> Pairs:
    """Read the options of a directive, each without the colon that may stand before its key."""
    return _pairs([line for line in lines if line.text.strip()], _option_text)


def _pairs(lines: Sequence[Line], unquoted: Callable[[str], Optional[str]]) -> Pairs:
    values: Dict[str, str] = {}
    for line in lines:
        match = _PAIR.fullmatch(line.text)
        text = ((match.group("value") or "") if match else "").strip()
        single, double = _SINGLE.fullmatch(text), _DOUBLE.fullmatch(text)
        value: Optional[str]
        if single:
            value = single.group(1).replace("''", "'")
        elif double:
            value = re.sub(r"\\(.)", r"\1", double.group(1))
        else:
            value = None if text.startswith(("'", '"')) else unquoted(text)
        if match is None or value is None or match.group("key") in values:
            return Pairs(values, line)
        values[match.group("key")] = value
    return Pairs(values, None)


def _front_matter_text(text: str) -> Optional[str]:
    """Return an unquoted value without its comment, or None if YAML would read more than a text."""
    text = _REMARK.sub("", text)
    return None if _STRUCTURE.match(text) else text


def _option_text(text: str) -> Optional[str]:
    """Return an unquoted value; None if it begins a block of lines or has a comment, which MyST warns of."""
    return None if text.startswith(("|", ">")) or _REMARK.search(text) else text
