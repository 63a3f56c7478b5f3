"""The parts of a diagram, read from its Mermaid source: nodes, edges and groups, or participants, messages and notes.

Only statements whose meaning is certain are read. Mermaid accepts many others, and draws some of them with other words
than the source has: ``A---oval`` is an edge with a circle at its end, and a node called ``val``.
"""

import html
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, NoReturn, Sequence, Tuple

from bookcheck.errors import BookError

FIX = "make diagrams"
"""The command that draws every changed diagram."""

NODE, EDGE, GROUP = "node", "edge", "group"
PARTICIPANT, MESSAGE, NOTE, FRAME = "participant", "message", "note", "frame"
SHAPES: Dict[str, Tuple[str, str]] = {
    "([": ("])", "stadium"),
    "[[": ("]]", "subroutine"),
    "[(": (")]", "cylinder"),
    "((": ("))", "circle"),
    "{{": ("}}", "hexagon"),
    "[": ("]", "box"),
    "(": (")", "rounded box"),
    "{": ("}", "diamond"),
}
"""What closes each bracket around a label, and what Mermaid draws around the label."""

_ID = r"[A-Za-z]\w*"
_NODE = re.compile(
    r'(?P<name>{})(?:(?P<open>{})"(?P<label>[^"]*)"(?P<close>[\])}}]+))?(?::::(?P<role>[\w-]+))?'.format(
        _ID, "|".join(map(re.escape, SHAPES))
    )
)
_AND = re.compile(r"\s+&\s+")
_LINE = r"(?P<start><)?(?:(?P<solid>---+|--+(?=[>xo]))|(?P<thick>===+|==+(?=[>xo]))|(?P<dotted>{}))(?P<end>[>xo])?"
_LINK = re.compile(r'\s+{}(?:\|"(?P<label>[^"]*)"\|)?\s+'.format(_LINE.format(r"-\.+-")))
_TEXT_LINK = re.compile(r'\s+(?:--|==|-\.)\s+"(?P<label>[^"]*)"\s+{}\s+'.format(_LINE.format(r"\.+-")))
_BARE = re.compile(
    r"""(?:{})?\s*(?:
        [\[({{>]+[/\\]?\s*[^"\s\[({{]                # of a node: id[text]
      | (?:[-=.]+[>xo]?)?\|\s*[^"\s]                # of an edge: -->|text|
      | (?:--|==|-\.)\s+[^"\s]                           # of an edge: -- text -->
      | (?:--|==)(?![ox]\s)\w                            # of an edge: --text-->
    )""".format(_ID),
    re.VERBOSE,
)
_SUBGRAPH = re.compile(
    r'subgraph\s+(?:(?P<name>{})\["(?P<label>[^"]*)"\]|"(?P<title>[^"]*)"|(?P<alone>{}))'.format(_ID, _ID)
)
_DIRECTION = re.compile(r"direction\s+(?:TB|TD|BT|LR|RL)")
_HEAD = {"x": "cross", "o": "circle", ">": "point", None: ""}

_PARTICIPANT = re.compile(r"(?:participant|actor)\s+(?P<name>{})(?:\s+as\s+(?P<text>.+))?".format(_ID))
_MESSAGE = re.compile(
    r"(?P<source>{0})(?P<arrow><<->>|<<-->>|-->>|->>|-->|->|--x|-x|--\)|-\))[+-]?(?P<target>{0})\s*:\s*(?P<text>.+)".format(
        _ID
    )
)
_NOTE = re.compile(
    r"[Nn]ote (?P<place>over|left of|right of) (?P<names>{0}(?:\s*,\s*{0})?)\s*:\s*(?P<text>.+)".format(_ID)
)
_FRAME = re.compile(r"(?P<word>loop|opt|alt|par|critical|break)\s+(?P<text>.+)")
_SECTION = re.compile(r"(?:else|and|option)\s+(?P<text>.+)")
_ACTIVATION = re.compile(r"(?:de)?activate\s+{}".format(_ID))
_FORM = {
    "flowchart": 'a["text"], a --> b, a -->|"text"| b, a & b, subgraph a["text"], end; spaces around arrows',
    "sequenceDiagram": "participant a as text, a->>b: text, Note over a: text, loop text, alt text, else text, end",
}


@dataclass(frozen=True)
class Part:
    """One thing that a diagram shows.

    ``name`` is its identifier in the source; an edge and a message have two, with a space between. ``look`` says what
    else a reader sees of it: the shape and the role of a node, the line and the heads of an edge.
    """

    kind: str
    name: str
    text: str = ""
    look: str = ""
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        return " ".join(filter(None, [self.kind, self.name, repr(self.text), self.look]))


def written(label: str) -> str:
    """Return the text that a reader is to see for ``label``: character entities decoded, lines as lines.

    >>> written("a#lt;b#gt;<br/>c &amp; d")
    'a<b>\\nc & d'
    """
    rows = re.split(r"<br\s*/?>", label)
    entities = (re.sub(r"#(\d+);", r"&#\1;", re.sub(r"#([A-Za-z]\w*);", r"&\1;", row)) for row in rows)
    return "\n".join(html.unescape(row).strip() for row in entities)


def read_parts(kind: str, lines: Sequence[Tuple[int, str]], path: Path) -> Tuple[Part, ...]:
    """Return the parts of a diagram of ``kind``; ``lines`` are its statements, with their lines in the page ``path``.

    Raises :class:`BookError` at the first statement that is none of those of :mod:`bookcheck.diagrams.parts`.
    """
    reader = _Flowchart(kind, path) if kind == "flowchart" else _Sequence(kind, path)
    for number, text in lines:
        reader.read(text.strip(), number)
    return reader.finish()


class _Reader:
    """Reads statements into parts."""

    def __init__(self, kind: str, path: Path) -> None:
        self.kind, self.path = kind, path
        self.open: List[Part] = []
        self.closed: List[Part] = []

    def refuse(self, problem: str, text: str, line: int) -> NoReturn:
        raise BookError(
            problem,
            path=self.path,
            line=line,
            expected=_FORM[self.kind],
            found=text,
            fix="correct the diagram, then run: " + FIX,
        )

    def close(self, line: int) -> None:
        if not self.open:
            self.refuse("an 'end' in a diagram ends nothing", "end", line)
        self.closed.append(self.open.pop())

    def read(self, text: str, line: int) -> None:
        raise NotImplementedError

    def finish(self) -> Tuple[Part, ...]:
        raise NotImplementedError

    def check_closed(self) -> None:
        for part in self.open[-1:]:
            self.refuse("a {} in a diagram has no 'end'".format(part.kind), part.text or part.name, part.line)


class _Flowchart(_Reader):
    def __init__(self, kind: str, path: Path) -> None:
        super().__init__(kind, path)
        self.nodes: Dict[str, Part] = {}
        self.labeled: Dict[str, int] = {}
        self.roles: Dict[str, str] = {}
        self.edges: List[Part] = []

    def read(self, text: str, line: int) -> None:
        if text == "end":
            self.close(line)
        elif text.split()[0] == "subgraph":
            match = _SUBGRAPH.fullmatch(text)
            if match is None:
                self.refuse("a label has no quotes", text, line)
            label = match["title"] or match["label"] or match["alone"] or ""
            self.open.append(Part(GROUP, match["name"] or label, written(label), line=line))
        elif not _DIRECTION.fullmatch(text):
            self._chain(text, line)

    def _chain(self, text: str, line: int) -> None:
        names, place = self._group(text, 0, line)
        while place < len(text):
            link = _TEXT_LINK.match(text, place) or _LINK.match(text, place)
            if link is None:
                self._stop(text, place, line)
            targets, place = self._group(text, link.end(), line)
            style = next(name for name in ("solid", "dotted", "thick") if link[name])
            heads = ["point" if link["start"] else "", _HEAD[link["end"]]]
            for source in names:
                for target in targets:
                    look = " ".join(filter(None, [style, "from " + heads[0] if heads[0] else "", heads[1]]))
                    self.edges.append(Part(EDGE, source + " " + target, written(link["label"] or ""), look, line))
            names = targets

    def _group(self, text: str, place: int, line: int) -> Tuple[List[str], int]:
        names: List[str] = []
        while True:
            match = _NODE.match(text, place)
            if match is None or (match["open"] and SHAPES[match["open"]][0] != match["close"]):
                self._stop(text, place, line)
            names.append(self._node(match, text, line))
            place = match.end()
            more = _AND.match(text, place)
            if more is None:
                return names, place
            place = more.end()

    def _node(self, match: "re.Match[str]", text: str, line: int) -> str:
        name = match["name"]
        if match["label"] is not None:
            if name in self.labeled:
                problem = "node {} has a label already, in line {}".format(name, self.labeled[name])
                self.refuse(problem, text, line)
            self.labeled[name] = line
            self.nodes[name] = Part(NODE, name, written(match["label"]), SHAPES[match["open"]][1], line)
        if match["role"]:
            self.roles[name] = match["role"]
        self.nodes.setdefault(name, Part(NODE, name, name, "box", line))
        return name

    def _stop(self, text: str, place: int, line: int) -> NoReturn:
        if _BARE.match(text, place):
            self.refuse("a label has no quotes", text, line)
        self.refuse("Mermaid may read a line of a diagram in another way than a reader does", text, line)

    def finish(self) -> Tuple[Part, ...]:
        self.check_closed()
        groups = {part.name for part in self.closed}
        nodes = [
            Part(NODE, part.name, part.text, " ".join(filter(None, [part.look, self.roles.get(name, "")])), part.line)
            for name, part in self.nodes.items()
            if name not in groups
        ]
        keys: Dict[str, str] = {}
        for edge in self.edges:
            other = keys.setdefault(edge.name.replace(" ", "_"), edge.name)
            if other != edge.name:
                problem = "the edges {} and {} have one name in a drawing".format(
                    *(n.replace(" ", " --> ") for n in (other, edge.name))
                )
                self.refuse(problem, "rename a node: one without _", edge.line)
        return (*nodes, *self.edges, *self.closed)


class _Sequence(_Reader):
    def __init__(self, kind: str, path: Path) -> None:
        super().__init__(kind, path)
        self.participants: Dict[str, Part] = {}
        self.steps: List[Part] = []

    def read(self, text: str, line: int) -> None:
        participant, message, note = (form.fullmatch(text) for form in (_PARTICIPANT, _MESSAGE, _NOTE))
        frame, section = _FRAME.fullmatch(text), _SECTION.fullmatch(text)
        if text == "end":
            self.close(line)
        elif participant is not None:
            name = participant["name"]
            if name in self.participants:
                problem = "participant {} is there already, in line {}".format(name, self.participants[name].line)
                self.refuse(problem, text, line)
            self.participants[name] = Part(PARTICIPANT, name, written(participant["text"] or name), line=line)
        elif message is not None:
            ends = (message["source"], message["target"])
            self._mention(ends, line)
            self.steps.append(Part(MESSAGE, " ".join(ends), written(message["text"]), _arrow(message["arrow"]), line))
        elif note is not None:
            names = [name.strip() for name in note["names"].split(",")]
            self._mention(names, line)
            self.steps.append(Part(NOTE, " ".join([note["place"], *names]), written(note["text"]), line=line))
        elif frame is not None:
            self.open.append(Part(FRAME, "", "{}\n[{}]".format(frame["word"], written(frame["text"])), line=line))
        elif section is not None and self.open:
            part = self.open.pop()
            self.open.append(Part(FRAME, "", "{}\n[{}]".format(part.text, written(section["text"])), line=part.line))
        elif not _ACTIVATION.fullmatch(text):
            self.refuse("Mermaid may read a line of a diagram in another way than a reader does", text, line)

    def _mention(self, names: Sequence[str], line: int) -> None:
        for name in names:
            self.participants.setdefault(name, Part(PARTICIPANT, name, name, line=line))

    def finish(self) -> Tuple[Part, ...]:
        self.check_closed()
        return (*self.participants.values(), *self.steps, *self.closed)


def _arrow(arrow: str) -> str:
    heads = {">>": "arrowhead", "x": "crosshead", ")": "filled-head"}
    head = next((head for end, head in heads.items() if arrow.endswith(end)), "")
    return " ".join(
        filter(None, ["dashed" if "--" in arrow else "solid", "from arrowhead" if arrow[0] == "<" else "", head])
    )
