"""The drawing kept of a diagram: the shapes and the text of what Mermaid drew, without a look of its own."""

import re
from itertools import groupby
from typing import AbstractSet, Dict, Tuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from bookcheck.diagrams.diagram import Diagram
from bookcheck.diagrams.parts import EDGE, FRAME, GROUP, MESSAGE, NODE, NOTE, PARTICIPANT
from bookcheck.diagrams.picture import ID, LABEL, LIFELINE, PART
from bookcheck.errors import BookError

# Mermaid's classes that mean something to a stylesheet, under names that no other stylesheet of a page uses.
_CLASSES = {
    "node": "d-node",
    "cluster": "d-group",
    "background": "d-backing",
    "flowchart-link": "d-line",
    "messageLine0": "d-line",
    "messageLine1": "d-line",
    "actor-top": "d-node",
    "actor-line": "d-lifeline",
    "note": "d-note",
    "activation0": "d-active",
    "activation1": "d-active",
    "activation2": "d-active",
    "loopLine": "d-frame",
    "labelBox": "d-frame",
    "emphasis": "d-emphasis",
    "aside": "d-aside",
}
_LINES = {
    "edge-thickness-thick": {"stroke-width": "3"},
    "edge-pattern-dashed": {"stroke-dasharray": "5 4"},
    "edge-pattern-dotted": {"stroke-dasharray": "2 3"},
    "messageLine1": {"stroke-dasharray": "5 4"},
    "loopLine": {"stroke-dasharray": "2 3"},
    "actor-line": {"stroke-dasharray": "1 3"},
    "background": {"stroke": "none"},
}
# Neither look nor diagram kinds of the book use what is in these.
_UNUSED = ("style", "symbol", "filter", "linearGradient")
_SHAPES = ("rect", "circle", "ellipse", "line", "path", "polygon", "polyline")
_GEOMETRY = {
    "defs": (),
    "g": ("transform",),
    "text": ("x", "y", "dx", "dy", "text-anchor", "dominant-baseline", "transform"),
    "tspan": ("x", "y", "dx", "dy", "text-anchor"),
    "marker": ("id", "viewBox", "refX", "refY", "markerUnits", "markerWidth", "markerHeight", "orient"),
}
_GEOMETRY_OF_SHAPES = (
    *("d", "points", "transform", "marker-start", "marker-end"),
    *("x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2"),
)


def tidy(svg: str, diagram: Diagram) -> str:
    """Return the drawing to keep, made of what Mermaid drew.

    It keeps shapes and text and drops every color, style and font, so that a stylesheet decides on them and,
    where there is none, lines and text have the color of the text around.
    The same input gives the same output. Raises :class:`BookError` if Mermaid drew what the book cannot keep.
    """
    mermaid = _without_namespaces(ElementTree.fromstring(svg))
    name = diagram.identifier
    _, _, width, height = mermaid.attrib["viewBox"].split()
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "id": name,
            "class": "diagram",
            "role": "img",
            "aria-labelledby": name + "-title",
            "aria-describedby": name + "-desc",
            "viewBox": _rounded(mermaid.attrib["viewBox"]),
            "width": _rounded(width),
            "height": _rounded(height),
            "fill": "none",
            "stroke": "currentColor",
            "font-family": "system-ui, sans-serif",
            "font-size": "16",
        },
    )
    SubElement(root, "title", {"id": name + "-title"}).text = diagram.title
    SubElement(root, "desc", {"id": name + "-desc"}).text = diagram.description
    used = set(re.findall(r"url\(#([^)]+)\)", svg))
    for child in mermaid:
        if child.tag not in ("title", "desc"):
            _keep(child, root, used, diagram)
    markup = ElementTree.tostring(root, encoding="unicode")
    # A line for each element makes a change readable; inside a text a line break would be a space.
    return re.sub(r"><(?!/?tspan|/text)", ">\n<", markup) + "\n"


def _without_namespaces(element: Element) -> Element:
    for child in element.iter():
        child.tag = child.tag.rpartition("}")[2]
    return element


def _rounded(text: str) -> str:
    """Return ``text`` with each number in it rounded to tenths, which no eye can tell at this scale."""
    return re.sub(
        r"-?\d*\.\d+(?:e-?\d+)?", lambda match: "{:.1f}".format(float(match[0]) + 0.0).replace(".0", ""), text
    )


def _keep(
    element: Element, parent: Element, used: AbstractSet[str], diagram: Diagram, within: Tuple[str, ...] = ()
) -> None:
    """Append to ``parent`` what is worth keeping of ``element``; ``within`` holds the tags and classes around it."""
    tag, classes = element.tag, element.attrib.get("class", "").split()
    if tag in _UNUSED or (tag == "marker" and element.attrib.get("id") not in used):
        return
    if tag == "rect" and "width" not in element.attrib:
        return
    if tag not in _GEOMETRY and tag not in _SHAPES:
        raise BookError(
            "a diagram draws <{}>, which the book cannot keep".format(tag),
            path=diagram.path,
            line=diagram.line,
            fix="write it with plain nodes, labels and arrows",
        )
    kept = SubElement(parent, tag, {**_look(element, within), **_part(element, diagram)})
    for key in _GEOMETRY.get(tag, _GEOMETRY_OF_SHAPES):
        if element.attrib.get(key, "").strip():
            kept.set(key, _rounded(element.attrib[key]))
    if tag == "text":
        _keep_rows(element, kept)
        return
    # A rounded shape comes as its area and its outline; the area has an outline of its own.
    for child in element[:1] if "outer-path" in classes else element:
        _keep(child, kept, used, diagram, (*within, tag, *classes))
    if "cluster" in classes:
        _place_label(kept)
    if tag in ("g", "defs") and not len(kept):
        parent.remove(kept)


def _look(element: Element, within: Tuple[str, ...]) -> Dict[str, str]:
    """Return the attributes that say what kind of thing ``element`` is; all that they settle is line against area."""
    classes = element.attrib.get("class", "").split()
    if element.tag in ("text", "tspan"):
        centered = "label" in within or "text-anchor: middle" in element.attrib.get("style", "")
        return {"fill": "currentColor", "stroke": "none", **({"text-anchor": "middle"} if centered else {})}
    look = {}
    known = sorted({_CLASSES[name] for name in classes if name in _CLASSES})
    if known:
        look["class"] = " ".join(known)
    for name in classes:
        look.update(_LINES.get(name, {}))
    if "marker" in within and (element.tag != "path" or element.attrib["d"].rstrip()[-1] in "zZ"):
        look.update({"fill": "currentColor", "stroke": "none"})
    return look


def _part(element: Element, diagram: Diagram) -> Dict[str, str]:
    """Return the attributes that say which part of the source Mermaid drew ``element`` for, if of any."""
    classes = element.attrib.get("class", "").split()
    drawn, name = element.attrib.get("data-et", ""), element.attrib.get("data-id", "")
    own = element.attrib.get("id", "")
    own = own[len(diagram.identifier) + 1 :] if own.startswith(diagram.identifier) else own
    if "node" in classes:
        return {PART: NODE, ID: re.sub(r"^flowchart-(.*)-\d+$", r"\1", own)}
    if "cluster" in classes:
        return {PART: GROUP, ID: own}
    if "label" in classes and name:
        return {PART: LABEL, ID: name}
    if drawn == "message":
        return {PART: MESSAGE, ID: "{data-from} {data-to}".format_map(element.attrib)}
    kinds = {"edge": EDGE, "participant": PARTICIPANT, "note": NOTE, "control-structure": FRAME, "life-line": LIFELINE}
    return {PART: kinds[drawn], ID: name or own} if drawn in kinds else {}


def _keep_rows(text: Element, kept: Element) -> None:
    """Copy the rows of ``text`` into ``kept``, each as one run; Mermaid writes an element for each word."""
    kept.text = text.text
    for row in text:
        copy = SubElement(kept, "tspan")
        for key in _GEOMETRY["tspan"]:
            if key in row.attrib and row.attrib[key] != kept.attrib.get(key):
                copy.set(key, _rounded(row.attrib[key]))
        copy.text = row.text
        for look, words in groupby(row, key=_slant):
            run = "".join(word.text or "" for word in words)
            if not look and not len(copy):
                copy.text = (copy.text or "") + run
            else:
                SubElement(copy, "tspan", look).text = run


def _slant(word: Element) -> Dict[str, str]:
    return {
        key: word.attrib[key] for key in ("font-weight", "font-style") if word.attrib.get(key, "normal") != "normal"
    }


def _place_label(group: Element) -> None:
    """Put the label of a group into its corner; in the middle, where Mermaid has it, an arrow often runs through."""
    frame, label = group.find("rect"), group.find("g")
    if frame is None or label is None:
        return
    left = float(frame.attrib["x"]) + 8
    _, top = label.attrib["transform"][len("translate(") : -1].split(",")
    label.set("transform", "translate({}, {})".format(_rounded(str(left)), _rounded(str(float(top) + 4))))
    for text in label.iter("text"):
        text.attrib.pop("text-anchor", None)
