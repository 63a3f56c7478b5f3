"""Rules that take out of an output what varies from run to run of one Python, and nothing else.

``ALWAYS`` rules apply to every example; an example names the others that it needs, each with its reason.
A rule replaces what it finds with a fixed word, never with nothing, so that a reader sees that something stood there.
"""

import re
from dataclasses import dataclass
from typing import Callable, Collection, Dict, Mapping

from bookcheck.platforms import show_paths


@dataclass(frozen=True)
class Rule:
    """A named replacement and the reason why what it takes out says nothing about a Python."""

    name: str
    reason: str
    apply: Callable[[str], str]


def _substitute(pattern: str, replacement: str) -> Callable[[str], str]:
    compiled = re.compile(pattern, re.MULTILINE)
    return lambda text: compiled.sub(replacement, text)


ALWAYS = (
    Rule("line-ends", "Windows ends lines with CR LF", lambda text: text.replace("\r\n", "\n")),
    Rule("trailing-blanks", "no reader sees them, and editors take them away", _substitute(r"[ \t]+$", "")),
)

RULES: Dict[str, Rule] = {
    rule.name: rule
    for rule in (
        Rule(
            "addresses",
            "the system places objects elsewhere in memory at each run",
            # Only after the word that repr() puts before them: co_flags are hexadecimal too.
            _substitute(r"\bat 0x[0-9a-fA-F]{6,16}\b", "at 0x…"),
        ),
        Rule(
            "timings",
            "the same work takes another time at each run",
            _substitute(r"\b\d+(?:\.\d+)?(?:e-?\d+)?[ ]?(ns|µs|us|ms|s|sec|seconds)\b", r"… \1"),
        ),
        Rule(
            "identities",
            "id() is an address, printed as a decimal number",
            _substitute(r"\b\d{12,20}\b", "…"),
        ),
        Rule(
            "release",
            "the last number of a release changes without any change to the language",
            _substitute(r"\b(3\.\d{1,2})\.\d{1,2}(?:(?:a|b|rc)\d+)?\+?(?![\d.])", r"\1.…"),
        ),
    )
}


def normalize(text: str, rules: Collection[str], paths: Mapping[str, str]) -> str:
    """Return ``text`` with ``paths`` replaced (real folder → the one shown), then every rule applied.

    ``rules`` are names of :data:`RULES`, added to those that always apply; they are applied in the order of that.
    """
    text = show_paths(text, paths)
    for rule in ALWAYS:
        text = rule.apply(text)
    for name in RULES:
        if name in rules:
            text = RULES[name].apply(text)
    return text
