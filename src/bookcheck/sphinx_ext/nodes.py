"""The nodes that examples and claims are made of, how HTML shows them, and what other formats get instead.

HTML folds with ``<details>``, so that everything works without JavaScript. A format that cannot fold (EPUB, LaTeX,
text) gets the same in plain nodes, everything shown: :class:`Unfold` rewrites the document before it is written.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

BACKED = "backed"
"""The attribute of a block of code that says what proves it; the gate refuses a block without it."""

STEPS = "trace-steps"
"""The class of the table of a trace: a row is read as a line of code is."""


class page_part(nodes.Element):
    """A node that HTML alone can show; :class:`Unfold` puts plain nodes in its place for every other format."""


class example(nodes.General, page_part):
    """A whole example or trace; ``name`` is its name in the book, ``program`` that of the example it is of."""


class example_head(nodes.Part, page_part):
    """What is above the program: caption, place, where it was proved."""


class example_caption(nodes.Part, page_part, nodes.TextElement):
    """The caption that the page's author gave."""


class fold(nodes.General, page_part):
    """Something a reader opens: its first child is its :class:`summary`.

    ``state`` is ``open``, ``closed`` or ``always`` (shown, with nothing to close);
    ``data`` are the data attributes of the HTML element, ``aside`` says that only a screen has use for it.
    """


class summary(nodes.Part, page_part, nodes.TextElement):
    """What a reader sees of a fold that is closed; ``plain`` is what it says where there is nothing to open."""


class scroller(nodes.General, page_part):
    """Something wide, which a reader moves sideways by itself; ``label`` says what it is."""


class program_file(nodes.General, page_part):
    """A file of a program, or an ``excerpt`` of it; ``file`` is its path in the program."""


class tagged(nodes.Inline, page_part, nodes.TextElement):
    """Words that are about some Pythons: ``pythons`` are their tags, ``data`` more attributes of the HTML element."""


class releases(nodes.Inline, page_part):
    """The exact releases that an output was recorded with: ``releases`` by the tag of each Python."""


def code(text: str, language: str, backed: str, **attributes: Any) -> nodes.literal_block:
    """Return a block of code that ``backed`` proves, in words such as ``example pipeline/late_mistake``.

    Pygments must not complain of a program that is wrong on purpose: what it cannot read stays as it is.
    """
    text = text.rstrip("\n")
    block = nodes.literal_block(text, text, language=language, force=True, **attributes)
    block[BACKED] = backed
    return block


def sentence_nodes(sentence: str) -> Iterator[nodes.Node]:
    """Yield a sentence as text and, between backquotes, code."""
    for index, text in enumerate(re.split("`+", sentence)):
        yield nodes.literal("", text) if index % 2 else nodes.Text(text)


def explanation(sentence: str, before: str = "") -> nodes.paragraph:
    """Return the sentence with which an author explains a change, after the words ``before``."""
    parts = [nodes.Text(before), *sentence_nodes(sentence)]
    return nodes.paragraph("", "", *parts, classes=["example-why"], support_smartquotes=False)


def fresh_id(document: nodes.document, words: str) -> str:
    """Return an id made of ``words`` that ``document`` does not have: the second one ends in -2."""
    base = identifier = nodes.make_id(words)
    number = 1
    while identifier in document.ids:
        number += 1
        identifier = f"{base}-{number}"
    return identifier


def can_fold(builder: Builder) -> bool:
    """Return whether ``<details>`` works where readers open what ``builder`` writes: a browser, not an EPUB reader."""
    return builder.format == "html" and builder.name != "epub"


class Unfold(SphinxPostTransform):
    """Replaces the nodes of this module by plain ones for a format that cannot fold."""

    default_priority = 200

    def run(self, **kwargs: Any) -> None:
        """Rewrite the document."""
        if can_fold(self.app.builder):
            return
        for node in reversed(list(self.document.findall(page_part))):  # what is inside goes first
            if node.get("aside"):
                node.parent.remove(node)
            elif isinstance(node, releases):
                node.replace_self(nodes.Text(f"({', '.join(node['releases'].values())})"))
            else:
                node.replace_self(list(plain_nodes(node)))


def plain_nodes(node: page_part) -> Iterator[nodes.Node]:
    """Yield the plain nodes that replace ``node`` where nothing folds."""
    if isinstance(node, summary):
        node["classes"] += node.parent["classes"]  # what it is the title of
        if "plain" in node:
            node[0] = nodes.Text(node["plain"])
    if node["ids"]:  # a title takes an anchor with it in every format; a container does in HTML alone
        yield nodes.target("", "", ids=node["ids"])
    replacement = _PLAIN.get(type(node))
    if replacement:
        plain = replacement("", classes=node["classes"])
        plain.extend(node.children)
        yield plain
    else:
        yield from node.children


_PLAIN: dict[type[nodes.Element], type[nodes.Element]] = {
    summary: nodes.rubric,
    example_caption: nodes.rubric,
    tagged: nodes.inline,
    example: nodes.container,
}
"""What a node becomes in a format that cannot fold; its children take the place of any other."""


def _element(
    tag: str | Callable[[nodes.Element], str],
    attributes: Callable[[nodes.Element], dict[str, Any]] = lambda node: {},
    inner: str = "\n",
    end: str = "\n",
) -> tuple[Callable[[HTML5Translator, nodes.Element], None], Callable[[HTML5Translator, nodes.Element], None]]:
    """Return how HTML writes a node as the element ``tag``: ``inner`` follows the start tag, ``end`` the end tag."""
    name = tag if callable(tag) else lambda node: tag

    def visit(translator: HTML5Translator, node: nodes.Element) -> None:
        translator.body.append(translator.starttag(node, name(node), inner, **attributes(node)))

    def depart(translator: HTML5Translator, node: nodes.Element) -> None:
        translator.body.append(f"</{name(node)}>{end}")

    return visit, depart


def _file_attributes(node: nodes.Element) -> dict[str, Any]:
    excerpt = {"data-excerpt": ""} if node.get("excerpt") else {}
    return {"CLASS": "example-source", "data-file": node["file"], **excerpt}


def _scroller_attributes(node: nodes.Element) -> dict[str, Any]:
    # Without the tab stop a keyboard cannot move it.
    return {"CLASS": "scroller", "role": "region", "aria-label": node["label"], "tabindex": "0"}


def _tagged_attributes(node: nodes.Element) -> dict[str, Any]:
    return {"data-pythons": " ".join(node["pythons"]), **_data_attributes(node)}


def _data_attributes(node: nodes.Element) -> dict[str, Any]:
    data: dict[str, str] = node.get("data", {})
    return {"data-" + key: value for key, value in data.items()}


def _visit_example(translator: HTML5Translator, node: nodes.Element) -> None:
    data = {"data-example": node["name"], "data-program": node["program"]}
    # Its further ids are before it, where docutils would put them above the caption, which must be first.
    for further in node["ids"][1:]:
        translator.body.append(f'<span id="{further}"></span>')
    translator.body.append(
        translator.starttag(nodes.Element(ids=node["ids"][:1], classes=node["classes"]), "figure", **data)
    )


def _depart_example(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</figure>\n")


def _depart_caption(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.add_permalink_ref(node.parent.parent, "Link to this example")
    translator.body.append("</p>\n")


def _fold_attributes(node: nodes.Element) -> dict[str, Any]:
    attributes = _data_attributes(node)
    return {**attributes, "open": "open"} if node["state"] == "open" else attributes


def _summary_attributes(node: nodes.Element) -> dict[str, Any]:
    # For what prints the page, where there is nothing to open either.
    return {"data-plain": node["plain"]} if "plain" in node else {}


def _fold_tag(node: nodes.Element) -> str:
    return "div" if node["state"] == "always" else "details"


def _summary_tag(node: nodes.Element) -> str:
    return "p" if node.parent["state"] == "always" else "summary"


def _visit_releases(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write a list without commas; the style puts them in, so that a script can leave one release alone."""
    translator.body.append(translator.starttag(node, "span", "", CLASS="example-releases") + "recorded with ")
    for tag, release in node["releases"].items():
        attributes: dict[str, Any] = {"data-python": tag}
        translator.body.append(translator.starttag(nodes.inline(), "span", "", **attributes) + release + "</span>")


def _depart_releases(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</span>")


def setup_nodes(app: Sphinx) -> None:
    """Register the nodes, how HTML writes them, and what replaces them elsewhere."""
    app.add_node(example, html=(_visit_example, _depart_example))
    app.add_node(example_head, html=_element("figcaption"))
    app.add_node(example_caption, html=(_element("p", inner="")[0], _depart_caption))
    app.add_node(fold, html=_element(_fold_tag, _fold_attributes))
    app.add_node(summary, html=_element(_summary_tag, _summary_attributes, inner=""))
    app.add_node(program_file, html=_element("div", _file_attributes))
    app.add_node(scroller, html=_element("div", _scroller_attributes))
    app.add_node(tagged, html=_element("span", _tagged_attributes, inner="", end=""))
    app.add_node(releases, html=(_visit_releases, _depart_releases))
    app.add_post_transform(Unfold)
