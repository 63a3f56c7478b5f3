"""A drawing without Mermaid: every part of a diagram, its words, and lines that end where they should."""

from typing import Dict, List, Tuple
from xml.sax.saxutils import escape, quoteattr

from bookcheck.diagrams.diagram import Diagram
from bookcheck.diagrams.parts import EDGE, FRAME, GROUP, MESSAGE, NODE, NOTE, PARTICIPANT, Part

SHAPES = {
    "box": '<rect x="-9" y="-9" width="18" height="18" />',
    "rounded box": '<rect x="-9" y="-9" width="18" height="18" rx="5" />',
    "circle": '<circle cx="0" cy="0" r="9" />',
    "stadium": '<path d="M-9 -9 C9 -9, 9 9, 9 9" />',
    "cylinder": '<path d="M0,4 a9,4 0,0,0 18,0" transform="translate(-9, -9)" />',
    "diamond": '<polygon points="0,-9 9,0 0,9 -9,0" />',
    "hexagon": '<polygon points="-9,-9 9,-9 9,0 9,9 -9,9 -9,0" />',
    "subroutine": '<polygon points="{}" />'.format(" ".join(["-9,-9", "9,9"] * 5)),
}
LINES = {"dotted": ' stroke-dasharray="2 3"', "dashed": ' stroke-dasharray="5 4"', "thick": ' stroke-width="3"'}


def text_of(part: Part) -> str:
    """Return the text element of ``part``, a row for each of its lines."""
    rows = "".join("<tspan>{}</tspan>".format(escape(row)) for row in part.text.split("\n"))
    return '<text fill="currentColor" stroke="none">{}</text>\n'.format(rows) if part.text else ""


def look_of(part: Part, diagram: Diagram) -> str:
    """Return the attributes of a line with the look of ``part``."""
    line, *heads = part.look.split(" ")
    written = LINES.get(line, "")
    if heads[:1] == ["from"]:
        written += ' marker-start="url(#{}-{})"'.format(diagram.identifier, heads[1])
        heads = heads[2:]
    for head in heads:
        written += ' marker-end="url(#{}-{})"'.format(diagram.identifier, head)
    return written


def stand_in(diagram: Diagram) -> str:
    """Return a drawing of ``diagram`` that passes for one of Mermaid's, with its nodes in a column."""
    name = diagram.identifier
    written: List[str] = [
        '<svg xmlns="http://www.w3.org/2000/svg" id="{0}" class="diagram" role="img" aria-labelledby="{0}-title"'
        ' viewBox="0 0 300.5 999" width="300.5" height="999">\n'.format(name),
        '<title id="{}-title">{}</title>\n'.format(name, escape(diagram.title)),
        '<desc id="{}-desc">{}</desc>\n'.format(name, escape(diagram.description)),
    ]
    at: Dict[str, int] = {}
    count: Dict[str, int] = {}
    for part in diagram.parts:
        if part.kind in (NODE, GROUP, PARTICIPANT):
            at[part.name] = 100 * len(at)
    for number, part in enumerate(diagram.parts, 1):
        mark = ' data-part="{}" data-id={}'.format(part.kind, quoteattr(part.name))
        if part.kind in (NODE, GROUP):
            shape, role = _shape(part)
            classes = "d-node" if part.kind == NODE else "d-group"
            place = ' transform="translate(0, {})"'.format(at[part.name])
            opening = '<g class="{}"{}{}>'.format(" ".join(filter(None, [role, classes])), mark, place)
            written.append(opening + SHAPES[shape] + text_of(part) + "</g>\n")
        elif part.kind == PARTICIPANT:
            line = '<line data-part="lifeline" data-id="{}" x1="{}" />'.format(part.name, at[part.name])
            written.append("{}<g{}>{}</g>\n".format(line, mark, text_of(part)))
        elif part.kind == EDGE:
            key = "L_{}_{{}}".format(part.name.replace(" ", "_"))
            key = key.format(count.setdefault(key, 0))
            count["L_{}_{{}}".format(part.name.replace(" ", "_"))] += 1
            start, end = (at[end] for end in part.name.split(" "))
            path = '<path data-part="edge" data-id="{}" d="M0,{}L0,{}"{} />\n'
            written.append(path.format(key, start, end, look_of(part, diagram)))
            if part.text:
                written.append(
                    '<g data-part="label" data-id="{}" transform="translate(0, {})">{}</g>\n'.format(
                        key, (start + end) / 2, text_of(part)
                    )
                )
        elif part.kind == MESSAGE:
            start, end = (at[end] for end in part.name.split(" "))
            line = '<line{} x1="{}" y1="{}" x2="{}" y2="{}"{} />\n'
            written.append(text_of(part) + line.format(mark, start, number, end, number, look_of(part, diagram)))
        elif part.kind == NOTE:
            place, _, names = part.name.replace("left of", "left").replace("right of", "right").partition(" ")
            middle = sum(at[end] for end in names.split(" ")) / len(names.split(" "))
            middle += {"over": 0, "left": -20, "right": 20}[place]
            box = '<rect x="{}" y="{}" width="18" height="9" />'.format(middle - 9, number)
            written.append('<g data-part="note" data-id="i{}">{}{}</g>\n'.format(number, box, text_of(part)))
        elif part.kind == FRAME:
            written.append('<g data-part="frame" data-id="i{}">{}</g>\n'.format(number, text_of(part)))
    return "".join(written) + "</svg>\n"


def _shape(part: Part) -> Tuple[str, str]:
    """Return the shape of ``part``, and the class of its role."""
    if part.kind == GROUP:
        return "box", ""
    shape = max((shape for shape in SHAPES if part.look.startswith(shape)), key=len)
    role = part.look[len(shape) :].strip()
    return shape, "d-" + role if role else ""
