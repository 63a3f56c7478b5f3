"""Whether a diagram can be Mermaid at all, without the browser that draws it: for a diagram that has no drawing yet.

The statements are those of Mermaid's documentation of flowcharts and sequence diagrams that the book allows. A diagram
that passes may still fail in ``make diagrams``, which asks Mermaid itself.
"""

import re
from typing import List, Optional, Tuple

_QUOTED = re.compile(r'"[^"]*"')
_ID = r"[\w.]+(?:-[\w.]+)*"
# A quoted label has become "", and what is around it are the two ends of a shape.
_SHAPES = ("[]", "()", "([])", "[[]]", "[()]", "(())", "((()))", "{}", "{{}}", ">]", "[//]", "[\\\\]", "[/\\]", "[\\/]")
_SHAPE = "(?:{})".format(
    "|".join('{}\\s*""\\s*{}'.format(*map(re.escape, (s[: len(s) // 2], s[len(s) // 2 :]))) for s in _SHAPES)
)
_NODE = r"{}(?:{})?(?::::[\w-]+)?".format(_ID, _SHAPE)
_NODES = r"{node}(?:\s+&\s+{node})*".format(node=_NODE)
_EDGE = r"(?:[<xo]?(?:--+|==+)[->xo=]|[<xo]?-\.+-[>xo]?|~~~+)"
_LABELED = r'(?:{}(?:\s*\|\s*""\s*\|)?|(?:--|==|-\.)\s*""\s*(?:--+>|---+|==+>|\.+->))'.format(_EDGE)
_CHAIN = re.compile(r"{nodes}(?:\s*{edge}\s*{nodes})*\s*;?".format(nodes=_NODES, edge=_LABELED))
_SUBGRAPH = re.compile(r'subgraph\s+(?:""|{}\s*(?:\[""\])?)'.format(_ID))
_DIRECTIONS = "TB|TD|BT|RL|LR"
_FLOWCHART = re.compile(r"flowchart\s+(?:{})".format(_DIRECTIONS))
_DIRECTION = re.compile(r"direction\s+(?:{})".format(_DIRECTIONS))

_ACTOR = r"[^\s:;,<>+-][^:;,<>+-]*?"
_ARROW = r"(?:<<)?--?(?:>>?|[x)])"
_SEQUENCE = re.compile(
    r"(?:create\s+)?(?:participant|actor)\s+{actor}(?:\s+as\s+.+)? | destroy\s+{actor} | (?:de)?activate\s+{actor}"
    r" | autonumber(?:\s.*)? | {actor}\s*{arrow}[+-]?\s*{actor}\s*:.*"
    r" | [Nn]ote\s+(?:over|left\s+of|right\s+of)\s+{actor}(?:\s*,\s*{actor})?\s*:.*".format(actor=_ACTOR, arrow=_ARROW),
    re.VERBOSE,
)
_BLOCK = re.compile(r"(?:loop|alt|opt|par|critical|break)\b.*")
_INNER = re.compile(r"(?:else|and|option)\b.*")
_TEXT = re.compile(r"(?:accTitle|accDescr)\b.*|%%.*")


def find_syntax_error(source: str) -> Optional[Tuple[int, str, str]]:
    """Return the first line of ``source``, from 0, that is no statement of its kind of diagram, what is wrong and it.

    Return None if there is none.
    """
    opened: List[Tuple[int, str]] = []
    kind = ""
    for number, line in enumerate(source.split("\n")):
        text = line.strip()
        if not text or _TEXT.fullmatch(text):
            continue
        bare = _QUOTED.sub('""', text)
        problem = ""
        if not kind:
            kind = text.split()[0]
            if not (_FLOWCHART.fullmatch(bare) if kind == "flowchart" else text == kind):
                problem = "the first line of a diagram is no kind and direction, as in flowchart TD"
        elif bare == "end":
            if not opened:
                problem = "a diagram ends what it has not begun"
            del opened[-1:]
        elif _SUBGRAPH.fullmatch(bare) if kind == "flowchart" else _BLOCK.fullmatch(bare):
            opened.append((number, text))
        elif kind == "flowchart" and not (_CHAIN.fullmatch(bare) or _DIRECTION.fullmatch(bare)):
            problem = "a line of a flowchart is not nodes with arrows between them"
        elif kind != "flowchart" and not (_SEQUENCE.fullmatch(text) or (opened and _INNER.fullmatch(bare))):
            problem = "a line of a sequence diagram is not a message, a note, a participant or a block"
        if problem:
            return number, problem, text
    return (opened[-1][0], "a diagram does not end what it begins here", opened[-1][1]) if opened else None
