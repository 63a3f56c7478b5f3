"""Reads the positions that Python wrote into an output: which lines of a source each line of the output is about.

Nothing here knows which source that is; an example declares it: ``# book: positions FORM [of SOURCE]``.
"""

import re
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from bookcheck.errors import near

Numbers = Tuple[int, ...]

_INSTRUCTION = re.compile(
    r"[ ]*(?:(?P<line>--|\?|\d+)(?P<columns>:\S+)?[ ]+)?(?:L\d+:[ ]+)?(?:-->[ ]+)?(?:>>[ ]+)?"
    r"(?:(?P<offset>\d+)[ ]+)?(?:-->[ ]+)?[A-Z][A-Z0-9_]*(?:[ ].*)?"
)
_TOKEN = re.compile(r"[ ]*(\d+),\d+-(\d+),\d+:|.*\((\d+), \d+\)(?:, end=|,? )\((\d+), \d+\)")
_OPENS = re.compile(r"[ ]*(?:\w+=)?\w+\($")
_LINENO = re.compile(r"\blineno=(\d+)")
_LINE = re.compile(r"(?!.*\bFile \").*?\blines?[ ]+(\d+)(?:-(\d+))?\b")
_FIRST = re.compile(r"[ ]*(\d+)\b")


def dis_lines(lines: Sequence[str]) -> List[Numbers]:
    """Read what :mod:`dis` writes, as every Python writes it, with offsets and positions or without.

    An instruction without a number belongs to the line of the one above it; one behind ``--`` belongs to no line.
    """
    numbers: List[Numbers] = []
    current: Numbers = ()
    offsets: Optional[bool] = None  # whether one number alone is an offset; the first with a number tells
    for text in lines:
        match = _INSTRUCTION.fullmatch(text)
        if match is None or not (match["line"] or text.startswith(" ")):  # a heading in capitals is no instruction
            numbers.append(())
            if text.strip():
                current, offsets = (), None
            continue
        line, offset = match["line"], match["offset"]
        if offsets is None and line:
            offsets = offset is not None
        alone = line and line.isdigit() and offset is None and not match["columns"]
        if line and not (offsets and alone):
            current = (int(line),) if line.isdigit() else ()
        numbers.append(current)
    return numbers


def token_lines(lines: Sequence[str]) -> List[Numbers]:
    """Read ``1,0-1,4:`` of ``python -m tokenize``, and ``(1, 0) (1, 4)``, the two places of a token."""
    return [_between(_TOKEN.match(text)) for text in lines]


def tree_lines(lines: Sequence[str]) -> List[Numbers]:
    """Read ``lineno=1`` of :func:`ast.dump`; with ``indent``, all lines of a node are about that where it begins."""
    owners: List[Optional[int]] = []
    numbers: Dict[int, Numbers] = {}
    nodes: List[Tuple[int, int]] = []  # that are open: the indentation, the place among the lines
    for place, text in enumerate(lines):
        indent = len(text) - len(text.lstrip())
        while nodes and nodes[-1][0] >= indent:
            nodes.pop()
        if _OPENS.match(text):
            nodes.append((indent, place))
        owner = nodes[-1][1] if nodes else None
        linenos = tuple(dict.fromkeys(int(number) for number in _LINENO.findall(text)))
        if linenos:
            alone = owner is not None and text.lstrip().startswith("lineno=")
            owner = owner if alone else place
            numbers[place if owner is None else owner] = linenos
        owners.append(owner)
    return [() if owner is None else numbers.get(owner, ()) for owner in owners]


def said_lines(lines: Sequence[str]) -> List[Numbers]:
    """Read the first ``line 3`` or ``lines 3-5`` of each line, but for those of a traceback's ``File "…"``."""
    return [_between(_LINE.match(text)) for text in lines]


def first_lines(lines: Sequence[str]) -> List[Numbers]:
    """Read the number that a line begins with."""
    return [_between(_FIRST.match(text)) for text in lines]


def _between(match: "Optional[re.Match[str]]") -> Numbers:
    if match is None:
        return ()
    numbers = [int(number) for number in match.groups() if number]
    return tuple(range(numbers[0], numbers[-1] + 1))


FORMS: Dict[str, Callable[[Sequence[str]], List[Numbers]]] = {
    "dis": dis_lines,
    "tokens": token_lines,
    "tree": tree_lines,
    "line": said_lines,
    "first": first_lines,
}
"""How positions are written, by the word that a declaration has for it."""


@dataclass(frozen=True)
class Positions:
    """What an example declares of the positions in its output.

    ``form`` is one of :data:`FORMS`; ``source`` is a file of the program or a text that the program holds, None for the
    file that starts it; ``line`` is where the declaration is.
    """

    form: str
    source: Optional[str]
    line: int


def read_positions(value: str, line: int, others: Sequence[Positions]) -> Positions:
    """Read ``FORM [of SOURCE]``; raise :class:`ValueError` if it is malformed or declared already."""
    form, of, source = value.partition(" of ")
    if form not in FORMS:
        raise ValueError("{!r} is not a form{}; known: {}".format(form, near(form, FORMS), ", ".join(FORMS)))
    if of and not source.strip():
        raise ValueError("the source is missing")
    positions = Positions(form, source.strip() or None, line)
    if any((other.form, other.source) == (positions.form, positions.source) for other in others):
        raise ValueError("it is declared already")
    return positions
