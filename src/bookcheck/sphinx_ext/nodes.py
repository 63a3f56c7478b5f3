"""The nodes that examples and claims are made of, how HTML shows them, and what other formats get instead.

HTML folds with ``<details>``, so that everything works without JavaScript. A format that cannot fold (EPUB, LaTeX,
text) gets the same in plain nodes, everything shown: :class:`Unfold` rewrites the document before it is written.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxTranslator
from sphinx.writers.html5 import HTML5Translator

BACKED = "backed"
"""The attribute of a block of code that says what proves it; the gate refuses a block without it."""


STEPS = "trace-steps"
"""The class of the table of a trace: a row is read as a line of code is."""


class example(nodes.General, nodes.Element):
    """A whole example or trace; ``name`` is its name in the book, ``program`` that of the example it is of."""


class example_head(nodes.Part, nodes.Element):
    """What stands above the program: caption, place, where it was proved."""


class example_caption(nodes.Part, nodes.TextElement):
    """The caption that the page's author gave."""


class fold(nodes.General, nodes.Element):
    """Something a reader opens: its first child is its :class:`summary`.

    ``state`` is ``open``, ``closed`` or ``always`` (shown, with nothing to close);
    ``data`` are the data attributes of the HTML element, ``aside`` says that only a screen has use for it.
    """


class summary(nodes.Part, nodes.TextElement):
    """What a reader sees of a fold that is closed; ``plain`` is what it says where there is nothing to open."""


class scroller(nodes.General, nodes.Element):
    """Something wide, which a reader moves sideways by itself; ``label`` says what it is."""


class program_file(nodes.General, nodes.Element):
    """A file of a program, or an ``excerpt`` of it; ``file`` is its path in the program."""


class tagged(nodes.Inline, nodes.TextElement):
    """Words that are about some Pythons: ``pythons`` are their tags."""


class releases(nodes.Inline, nodes.Element):
    """The exact releases that an output was recorded with: ``releases`` by the tag of each Python."""


def code(text: str, language: str, backed: str, **attributes: Any) -> nodes.literal_block:
    """Return a block of code that ``backed`` proves, in words such as ``example pipeline/late_mistake``.

    Pygments must not complain of a program that is wrong on purpose: what it cannot read stays as it is.
    """
    text = text.rstrip("\n")
    block = nodes.literal_block(text, text, language=language, force=True, **attributes)
    block[BACKED] = backed
    return block


def fresh_id(document: nodes.document, words: str) -> str:
    """Return an id made of ``words`` that ``document`` does not have: the second one ends in -2."""
    base = found = nodes.make_id(words)
    number = 1
    while found in document.ids:
        number += 1
        found = f"{base}-{number}"
    return found


def can_fold(builder: Builder) -> bool:
    """Whether what ``builder`` writes is read where ``<details>`` works: in a browser, and in few EPUB readers."""
    return builder.format == "html" and builder.name != "epub"


class Unfold(SphinxPostTransform):
    """Replaces the nodes of this module by plain ones for a format that cannot fold."""

    default_priority = 200

    def run(self, **kwargs: Any) -> None:
        """Rewrite the document."""
        if can_fold(self.app.builder):
            return
        for aside in [node for node in self.document.findall(fold) if node.get("aside")]:
            aside.parent.remove(aside)
        for title in self.document.findall(summary):
            title["classes"] += title.parent["classes"]  # what it is the title of
            if "plain" in title:
                title[0] = nodes.Text(title["plain"])
        for listed in list(self.document.findall(releases)):
            listed.replace_self(nodes.Text(f"({', '.join(listed['releases'].values())})"))
        for kind, replacement in _PLAIN:
            for node in list(self.document.findall(kind)):
                # A title takes an anchor with it in every format; a container does in HTML alone.
                anchors = [nodes.target("", "", ids=node["ids"])] if node["ids"] else []
                inner = node.children
                if replacement:
                    plain = replacement("", classes=node["classes"])
                    plain.extend(inner)
                    inner = [plain]
                node.replace_self([*anchors, *inner])


_PLAIN: tuple[tuple[type[nodes.Element], type[nodes.Element] | None], ...] = (
    (summary, nodes.rubric),
    (example_caption, nodes.rubric),
    (example_head, None),
    (program_file, None),
    (scroller, None),
    (tagged, nodes.inline),
    (fold, None),
    (example, nodes.container),
)


def _visit_example(translator: HTML5Translator, node: nodes.Element) -> None:
    data = {"data-example": node["name"], "data-program": node["program"]}
    # Its further ids stand before it, where docutils would put them above the caption, which must be first.
    for further in node["ids"][1:]:
        translator.body.append(f'<span id="{further}"></span>')
    translator.body.append(
        translator.starttag(nodes.Element(ids=node["ids"][:1], classes=node["classes"]), "figure", **data)
    )


def _depart_example(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</figure>\n")


def _visit_head(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "figcaption"))


def _depart_head(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</figcaption>\n")


def _visit_caption(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(translator.starttag(node, "p", ""))


def _depart_caption(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.add_permalink_ref(node.parent.parent, "Link to this example")
    translator.body.append("</p>\n")


def _visit_fold(translator: HTML5Translator, node: nodes.Element) -> None:
    data: dict[str, str] = node.get("data", {})
    attributes: dict[str, Any] = {"data-" + key: value for key, value in data.items()}
    if node["state"] == "open":
        attributes["open"] = "open"
    translator.body.append(translator.starttag(node, _fold_tag(node), **attributes))


def _depart_fold(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(f"</{_fold_tag(node)}>\n")


def _visit_summary(translator: HTML5Translator, node: nodes.Element) -> None:
    # For what prints the page, where there is nothing to open either.
    data: dict[str, Any] = {"data-plain": node["plain"]} if "plain" in node else {}
    translator.body.append(translator.starttag(node, _summary_tag(node), "", **data))


def _depart_summary(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append(f"</{_summary_tag(node)}>\n")


def _fold_tag(node: nodes.Element) -> str:
    return "div" if node["state"] == "always" else "details"


def _summary_tag(node: nodes.Element) -> str:
    return "p" if node.parent["state"] == "always" else "summary"


def _visit_program_file(translator: HTML5Translator, node: nodes.Element) -> None:
    data = {"data-file": node["file"], **({"data-excerpt": ""} if node.get("excerpt") else {})}
    translator.body.append(translator.starttag(node, "div", CLASS="example-source", **data))


def _depart_program_file(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</div>\n")


def _visit_scroller(translator: HTML5Translator, node: nodes.Element) -> None:
    # Without the tab stop a keyboard cannot move it.
    words: dict[str, Any] = {"role": "region", "aria-label": node["label"], "tabindex": "0"}
    translator.body.append(translator.starttag(node, "div", CLASS="scroller", **words))


def _visit_tagged(translator: HTML5Translator, node: nodes.Element) -> None:
    data: dict[str, Any] = {"data-pythons": " ".join(node["pythons"])}
    translator.body.append(translator.starttag(node, "span", "", **data))


def _depart_tagged(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</span>")


def _visit_releases(translator: HTML5Translator, node: nodes.Element) -> None:
    """Write a list without commas; the style puts them in, so that a script can leave one release alone."""
    translator.body.append(translator.starttag(node, "span", "", CLASS="example-releases") + "recorded with ")
    for tag, release in node["releases"].items():
        attributes: dict[str, Any] = {"data-python": tag}
        translator.body.append(translator.starttag(nodes.inline(), "span", "", **attributes) + release + "</span>")


def _unreached(translator: SphinxTranslator, node: nodes.Element) -> None:
    raise AssertionError(f"{node.tagname} was not unfolded for {translator.builder.name}")


def setup_nodes(app: Sphinx) -> None:
    """Tell Sphinx of the nodes and of what becomes of them."""
    app.add_node(example, html=(_visit_example, _depart_example))
    app.add_node(example_head, html=(_visit_head, _depart_head))
    app.add_node(example_caption, html=(_visit_caption, _depart_caption))
    app.add_node(fold, html=(_visit_fold, _depart_fold))
    app.add_node(summary, html=(_visit_summary, _depart_summary))
    app.add_node(program_file, html=(_visit_program_file, _depart_program_file))
    app.add_node(scroller, html=(_visit_scroller, _depart_program_file))
    app.add_node(tagged, html=(_visit_tagged, _depart_tagged))
    app.add_node(releases, html=(_visit_releases, _depart_tagged))
    app.add_post_transform(Unfold)
