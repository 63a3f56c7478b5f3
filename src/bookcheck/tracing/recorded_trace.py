"""A trace, and the text that is recorded of it: a line for each instruction, under the source line that it is of.

::

    call   add(a=2 · b=3)
    5      return a + b
           LOAD_FAST a              │ –                │ a=2 · b=3
           LOAD_FAST b              │ 2                │ a=2 · b=3
           BINARY_OP +              │ 2 · 3            │ a=2 · b=3
           RETURN_VALUE             │ 5                │ a=2 · b=3
    return 5

The second field is the value stack before the instruction, its bottom first; the third are the locals.
"""

import re
from typing import List, NamedTuple, Tuple

from bookcheck.tracing.written_values import ENTRY, FIELD

NOTHING = "–"
_BETWEEN = " {} ".format(FIELD)
_BETWEEN_ENTRIES = " {} ".format(ENTRY)
_MARGIN = 7
_WIDTHS = (32, 32)
_INSTRUCTION = re.compile(r"(?:(?P<label>L\d+): )?(?P<text>.*)")


class Step(NamedTuple):
    """One instruction that ran: what the value stack (its bottom first) and the locals held before it."""

    line: int
    source: str
    label: str
    instruction: str
    stack: Tuple[str, ...]
    locals: Tuple[str, ...]


class Trace(NamedTuple):
    """The call of a function: ``arguments`` such as ``a=2``, what ran, and what it returned."""

    function: str
    arguments: Tuple[str, ...]
    steps: Tuple[Step, ...]
    returned: str


def dump_trace(trace: Trace) -> str:
    """Return the text of ``trace``, which :func:`parse_trace` reads."""
    lines = ["{:<{}}{}({})".format("call", _MARGIN, trace.function, _BETWEEN_ENTRIES.join(trace.arguments))]
    shown = None
    for step in trace.steps:
        if step.line != shown:
            lines.append("{:<{}}{}".format(step.line, _MARGIN, step.source).rstrip())
            shown = step.line
        instruction = "{}: {}".format(step.label, step.instruction) if step.label else step.instruction
        fields = ["{:<{}}".format(text, width) for text, width in zip((instruction, _entries(step.stack)), _WIDTHS)]
        lines.append(" " * _MARGIN + _BETWEEN.join([*fields, _entries(step.locals)]))
    lines.append("{:<{}}{}".format("return", _MARGIN, trace.returned))
    return "\n".join(lines) + "\n"


def _entries(texts: Tuple[str, ...]) -> str:
    return _BETWEEN_ENTRIES.join(texts) or NOTHING


def parse_trace(text: str) -> Trace:
    """Return the trace that ``text`` is of; raise :class:`ValueError` for a line that cannot be parsed."""
    lines = text.rstrip("\n").split("\n")
    call = re.fullmatch(r"call +(?P<function>\w+)\((?P<arguments>.*)\)", lines[0])
    ending = re.fullmatch(r"return +(?P<returned>.+)", lines[-1])
    if call is None or ending is None or len(lines) < 3:
        raise ValueError("a trace begins with its call and ends with what was returned")
    steps: List[Step] = []
    number, source = 0, ""
    for line in lines[1:-1]:
        if line[0] != " ":
            head, _, source = line.partition(" ")
            number, source = int(head), source.strip()
            continue
        fields = [field.strip() for field in line.split(FIELD)]
        if len(fields) != 3 or not number:
            raise ValueError("no step of a trace: " + line.strip())
        match = _INSTRUCTION.fullmatch(fields[0])
        assert match is not None
        steps.append(Step(number, source, match["label"] or "", match["text"], _read(fields[1]), _read(fields[2])))
    arguments = tuple(filter(None, call["arguments"].split(_BETWEEN_ENTRIES)))
    return Trace(call["function"], arguments, tuple(steps), ending["returned"])


def _read(field: str) -> Tuple[str, ...]:
    return () if field == NOTHING else tuple(field.split(_BETWEEN_ENTRIES))
