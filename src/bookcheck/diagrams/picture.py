"""What a kept drawing shows, read from the drawing alone, and where that differs from the source of its diagram.

:func:`~bookcheck.diagrams.drawing.tidy` leaves ``data-part`` and ``data-id`` on what Mermaid drew for a part of the
source. The text comes from the text elements, the ends of a line from where it begins and ends, the order of messages
from how far down they are.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Dict, Iterator, List, Optional, Sequence, Tuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from bookcheck.diagrams.parts import EDGE, FRAME, GROUP, MESSAGE, NODE, NOTE, PARTICIPANT, Part

PART, ID = "data-part", "data-id"
LABEL, LIFELINE = "label", "lifeline"
"""Further values of :data:`PART`: the label of an edge, and the line below a participant."""

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_BESIDE = 40.0
"""How far from what its edge covers the middle of a label may be, in pixels."""
_NEAR = 14.0
"""How far from a box a line to it may end, in pixels: the head of an arrow is between them."""

_TAGS = {"svg", "title", "desc", "g", "defs", "marker", "text", "tspan"}
_SHAPES = {"rect", "circle", "ellipse", "line", "path", "polygon", "polyline"}
_ATTRIBUTES = {
    *("id", "class", "role", "aria-labelledby", "aria-describedby", "viewBox", "width", "height", "fill", "stroke"),
    *(
        "font-family",
        "font-size",
        "font-weight",
        "font-style",
        "stroke-width",
        "stroke-dasharray",
        "transform",
        "x",
        "y",
    ),
    *("dx", "dy", "text-anchor", "dominant-baseline", "refX", "refY", "markerUnits", "markerWidth", "markerHeight"),
    *("orient", "d", "points", "marker-start", "marker-end", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2"),
    *(PART, ID),
}
_VALUES = {
    **dict.fromkeys(("fill", "stroke"), "none|currentColor"),
    "class": r"diagram|d-[\w-]+( d-[\w-]+)*",
    "font-family": "system-ui, sans-serif",
    "font-size": "16",
    "transform": r"translate\(-?[\d.]+(, ?-?[\d.]+)?\)",
    **dict.fromkeys(("dx", "dy"), r"-?\d{0,2}(\.\d+)?(em)?"),
}
"""The values of an attribute, where some could hide what is drawn."""

Point = Tuple[float, float]
Box = Tuple[float, float, float, float]


def without_marks(drawing: str) -> str:
    """Return ``drawing`` as a reader gets it, without what only the comparison with the source needs."""
    return re.sub(r' (?:{}|{})="[^"]*"'.format(PART, ID), "", drawing)


@dataclass
class Picture:
    """What a drawing shows: its parts with their words, and where they are, in pixels."""

    parts: List[Part] = field(default_factory=list)
    boxes: Dict[Tuple[str, str], Box] = field(default_factory=dict)
    lines: List[Tuple[Part, Point, Point]] = field(default_factory=list)
    notes: List[Tuple[Part, Box]] = field(default_factory=list)
    problems: List[str] = field(default_factory=list)


def differences(
    drawing: str, parts: Sequence[Part], title: str, description: str
) -> Iterator[Tuple[str, Optional[int]]]:
    """Yield how the SVG text ``drawing`` differs from the ``parts``, title and description of its diagram.

    Each difference comes with the line of the page that it is about, if there is one.
    """
    try:
        root = ElementTree.fromstring(drawing)
    except ElementTree.ParseError as error:
        yield "the drawing is not XML: {}".format(error), None
        return
    for name, text in (("title", title), ("desc", description)):
        shown = [element.text or "" for element in root.iter(_SVG + name)]
        if shown != [text]:
            yield "the drawing has the <{}> {!r}".format(name, " ".join(shown)), None
    try:
        picture = _read(root, {_key(part.name): part.name for part in parts if part.kind == EDGE})
    except (ValueError, IndexError) as error:  # a coordinate that is not a number, a line without an end
        yield "the drawing has a shape that cannot be read: {}".format(error), None
        return
    for problem in picture.problems:
        yield problem, None
    expected, drawn = _in_words(parts), _in_words(picture.parts)
    lines = {str(part): part.line for part in expected}
    missing = Counter(map(str, expected)) - Counter(map(str, drawn))
    surplus = Counter(map(str, drawn)) - Counter(map(str, expected))
    for text in missing:
        yield "the drawing does not have the {}".format(text), lines[text]
    for text in surplus:
        yield "only the drawing has the {}".format(text), None
    if not missing and not surplus:
        yield from _places(picture, parts)


def _in_words(parts: Sequence[Part]) -> List[Part]:
    """Return ``parts`` with their words a space apart, and messages and notes with their number in the order."""
    told = [replace(part, text=" ".join(part.text.split())) for part in parts]
    steps = [part for part in told if part.kind in (MESSAGE, NOTE)]
    others = [part for part in told if part.kind not in (MESSAGE, NOTE)]
    return others + [
        # Where a note is follows from its place in the drawing, which has no name for it.
        replace(part, name="{} {}".format(number, part.name if part.kind == MESSAGE else "").strip())
        for number, part in enumerate(steps, 1)
    ]


def _key(name: str) -> str:
    """Return what Mermaid calls an edge, without its number."""
    return "L_" + name.replace(" ", "_")


def _read(root: Element, names: Dict[str, str]) -> Picture:
    """Return what the SVG ``root`` shows; ``names`` are those of the edges by what Mermaid calls them."""
    picture = Picture()
    edges: List[Tuple[str, Part, Point, Point]] = []
    ways: Dict[str, Box] = {}
    labels: Dict[str, Tuple[str, Point]] = {}
    steps: List[Tuple[float, Part]] = []
    waiting: List[str] = []

    def visit(element: Element, x: float, y: float) -> None:
        picture.problems += _hidden(element)
        tag, kind, name = element.tag[len(_SVG) :], element.get(PART), element.get(ID, "")
        dx, dy = _moved(element)
        x, y = x + dx, y + dy
        if tag == "text":
            waiting.append(_words(element))
            return
        if kind is None:
            for child in element:
                visit(child, x, y)
            return
        for inner in element.iter():
            if inner is not element:
                picture.problems += _hidden(inner)
        text = "\n".join(_words(inner) for inner in element.iter(_SVG + "text"))
        if kind in (NODE, GROUP, PARTICIPANT):
            shape = _shape(element) if kind == NODE else ""
            picture.parts.append(Part(kind, name, text, shape))
            box = _box(element) if kind != PARTICIPANT else None
            if box:
                picture.boxes[kind, name] = (box[0] + x, box[1] + y, box[2] + x, box[3] + y)
        elif kind == EDGE:
            key, _, _ = name.rpartition("_")
            start, end = _ends(element)
            part = Part(EDGE, names.get(key, key), "", _line_look(element))
            ways[name] = _covered(_numbers(element.get("d", "")), x, y)
            edges.append((name, part, (start[0] + x, start[1] + y), (end[0] + x, end[1] + y)))
        elif kind == LABEL:
            if text:
                labels[name] = (text, (x, y))
        elif kind == LIFELINE:
            picture.boxes[LIFELINE, name] = (float(element.get("x1", "0")),) * 4
        elif kind == MESSAGE:
            part = Part(MESSAGE, name, "\n".join(waiting), _line_look(element))
            waiting.clear()
            start, end = _ends(element)
            picture.lines.append((part, start, end))
            steps.append((start[1], part))
        elif kind == NOTE:
            box = _box(element) or (0.0, 0.0, 0.0, 0.0)
            steps.append((box[1], Part(NOTE, "", text)))
            picture.notes.append((steps[-1][1], box))
        elif kind == FRAME:
            picture.parts.append(Part(FRAME, "", text))

    visit(root, 0.0, 0.0)
    for name, part, start, end in edges:
        text, place = labels.pop(name, ("", start))
        if not _within(ways[name], place, _BESIDE):
            picture.problems.append("the drawing has the label {!r} elsewhere than its edge".format(text))
        picture.lines.append((replace(part, text=text), start, end))
        picture.parts.append(picture.lines[-1][0])
    picture.parts += [part for _, part in sorted(steps, key=lambda step: step[0])]
    picture.notes.sort(key=lambda note: note[1][1])
    waiting += [text for text, _ in labels.values()]
    picture.problems += ["only the drawing has the text {!r}".format(text) for text in waiting]
    left, top, width, height = _numbers(root.get("viewBox", ""))
    frame = (left, top, left + width, top + height)
    if (root.get("width"), root.get("height")) != tuple(root.get("viewBox", "").split()[2:]):
        picture.problems.append("the drawing is not as large as its frame")
    for (kind, name), box in picture.boxes.items():
        if kind != LIFELINE and not all(_within(frame, corner, _NEAR) for corner in (box[:2], box[2:])):
            picture.problems.append("the drawing has the {} {} outside its frame".format(kind, name))
    for note, box in picture.notes:
        if not all(_within(frame, corner, _NEAR) for corner in (box[:2], box[2:])):
            picture.problems.append("the drawing has the note {!r} outside its frame".format(note.text))
    for part, *ends in picture.lines:
        if not all(_within(frame, end, _NEAR) for end in ends):
            picture.problems.append("the drawing has the {} outside its frame".format(part))
    return picture


def _hidden(element: Element) -> Iterator[str]:
    """Yield what :func:`~bookcheck.diagrams.drawing.tidy` never writes, and what could hide words or show others."""
    tag = element.tag[len(_SVG) :] if element.tag.startswith(_SVG) else element.tag
    if tag not in _TAGS | _SHAPES:
        yield "only the drawing has a <{}>".format(tag)
    for name, value in element.attrib.items():
        if name not in _ATTRIBUTES or not re.fullmatch(_VALUES.get(name, ".*"), value):
            yield "only the drawing has the attribute {}={!r}".format(name, value)
    if tag == "text" and element.get("fill") != "currentColor":
        yield "only the drawing has words in no color"
    if tag in ("defs", "marker") and any(inner.tag == _SVG + "text" or inner.get(PART) for inner in element.iter()):
        yield "the drawing has words in a <{}>, which shows nothing".format(tag)
    if tag not in ("text", "tspan", "title", "desc") and (element.text or "").strip():
        yield "only the drawing has the text {!r}".format(element.text)
    if tag != "tspan" and (element.tail or "").strip():
        yield "only the drawing has the text {!r}".format(element.tail)


def _words(text: Element) -> str:
    """Return the rows of a text element."""
    rows = [text.text or "", *("".join(row.itertext()) + (row.tail or "") for row in text)]
    return "\n".join(filter(None, (" ".join(row.split()) for row in rows)))


def _moved(element: Element) -> Point:
    match = re.match(r"translate\(([^,)]*),?([^)]*)\)", element.get("transform", ""))
    return (float(match[1]), float(match[2] or 0)) if match else (0.0, 0.0)


def _outline(element: Element) -> Optional[Element]:
    """Return the shape around a node, a group or a note: its first one, whatever it is in."""
    return next((inner for inner in element.iter() if inner.tag[len(_SVG) :] in _SHAPES), None)


def _shape(element: Element) -> str:
    """Return the shape and the roles of a node, in the words of :mod:`bookcheck.diagrams.parts`."""
    outline = _outline(element)
    roles = [name[len("d-") :] for name in element.get("class", "").split() if name != "d-node"]
    if outline is None:
        return " ".join(["nothing", *roles])
    tag, corners = outline.tag[len(_SVG) :], len(outline.get("points", "").split())
    polygon = {4: "diamond", 6: "hexagon", 10: "subroutine"}.get(corners, "polygon")
    box = "rounded box" if outline.get("rx") else "box"
    path = "cylinder" if "a" in outline.get("d", "") else "stadium"
    return " ".join([{"rect": box, "path": path, "polygon": polygon}.get(tag, tag), *roles])


def _box(element: Element) -> Optional[Box]:
    """Return what the outline of ``element`` covers: left, top, right, bottom, from the origin of ``element``."""
    outline = _outline(element)
    if outline is None:
        return None
    numbers = _numbers(outline.get("points", "") or outline.get("d", ""))
    dx, dy = _moved(outline)
    if outline.tag == _SVG + "circle":
        x, y, radius = (float(outline.get(name, "0")) for name in ("cx", "cy", "r"))
        return x - radius, y - radius, x + radius, y + radius
    if outline.tag == _SVG + "rect":
        x, y, width, height = (float(outline.get(name, "0")) for name in ("x", "y", "width", "height"))
        return x + dx, y + dy, x + dx + width, y + dy + height
    if outline.tag == _SVG + "path" and (dx or dy):  # a cylinder, drawn with relative arcs and moved by half its size
        return dx, dy, -dx, -dy
    return _covered(numbers, dx, dy)


def _numbers(text: str) -> List[float]:
    return [float(number) for number in _NUMBER.findall(text)]


def _covered(numbers: Sequence[float], dx: float, dy: float) -> Box:
    """Return what the points cover whose coordinates are ``numbers``, moved by ``dx`` and ``dy``."""
    across, down = numbers[::2], numbers[1::2]
    return min(across) + dx, min(down) + dy, max(across) + dx, max(down) + dy


def _within(box: Box, point: Sequence[float], near: float) -> bool:
    return box[0] - near <= point[0] <= box[2] + near and box[1] - near <= point[1] <= box[3] + near


def _ends(element: Element) -> Tuple[Point, Point]:
    """Return where a line begins and ends."""
    if element.tag == _SVG + "line":
        x1, y1, x2, y2 = (float(element.get(name, "0")) for name in ("x1", "y1", "x2", "y2"))
        return (x1, y1), (x2, y2)
    numbers = _numbers(element.get("d", ""))
    return (numbers[0], numbers[1]), (numbers[-2], numbers[-1])


def _line_look(element: Element) -> str:
    """Return the look of a line in the words of :mod:`bookcheck.diagrams.parts`."""
    dashes = element.get("stroke-dasharray", "")
    line = {"2 3": "dotted", "5 4": "dashed"}.get(dashes, "thick" if element.get("stroke-width") == "3" else "solid")
    heads = {}
    for end in ("start", "end"):
        head = re.split("[-_]", element.get("marker-" + end, "").rstrip(")"), maxsplit=0)
        heads[end] = re.sub(r"(Start|End)$", "", head[-1])
    if heads["end"] == "head":
        heads["end"] = "filled-head"
    return " ".join(filter(None, [line, "from " + heads["start"] if heads["start"] else "", heads["end"]]))


def _places(picture: Picture, parts: Sequence[Part]) -> Iterator[Tuple[str, Optional[int]]]:
    """Yield each line that does not lead from its first end to its second, and each note that is elsewhere."""
    lines = {str(part): part.line for part in parts}
    for part, *points in picture.lines:
        line = lines.get(str(part))
        names = part.name.split(" ")
        for name, point in zip(names, points):
            box = next(
                (picture.boxes[key, name] for key in (NODE, GROUP, LIFELINE) if (key, name) in picture.boxes), None
            )
            if box is None or not _reaches(box, point, part.kind):
                yield "the drawing of the {} does not reach {}".format(part, name), line
    places = [part for part in parts if part.kind == NOTE]
    for note, (_, box) in zip(places, picture.notes):
        *place, names_of = re.split(r"(?<=over|t of) ", note.name, maxsplit=1)
        at = [picture.boxes[LIFELINE, name][0] for name in names_of.split(" ")]
        middle, center = (box[0] + box[2]) / 2, sum(at) / len(at)
        right = {"over": abs(middle - center) <= _NEAR, "left of": box[2] <= at[0], "right of": box[0] >= at[0]}
        if not right[place[0]]:
            yield "the drawing has the {} elsewhere".format(note), note.line


def _reaches(box: Box, point: Point, kind: str) -> bool:
    return _within(box, (point[0], box[1]) if kind == MESSAGE else point, _NEAR)
