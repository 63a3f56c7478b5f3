"""Links to places that are known only when every page has been read: where an example is shown, a claim made."""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from bookcheck.sphinx_ext.domain import book_of, link


class known_place(nodes.Inline, nodes.TextElement):
    """Becomes a link to the first place of ``known`` in ``table`` of the domain, or text if there is no such place.

    Without text of its own it gets the caption of an example, or the title of the page; ``paged`` adds that title.
    """


def place(table: str, known: str, *text: nodes.Node, paged: bool = False) -> known_place:
    """Return the node for ``known`` in ``table``, with ``text`` or what the place is called."""
    return known_place("", "", *text, table=table, known=known, paged=paged)


def to_page(here: str, docname: str, text: str = "") -> addnodes.pending_xref:
    """Return a link from the document ``here`` to the document ``docname``, with ``text`` or that one's title."""
    about = {"refdomain": "std", "reftype": "doc", "reftarget": "/" + docname, "refdoc": here}
    return addnodes.pending_xref("", nodes.inline("", text), refexplicit=bool(text), refwarn=True, **about)


class ResolvePlaces(SphinxPostTransform):
    """Makes each :class:`known_place` what it becomes."""

    default_priority = 150

    def run(self, **kwargs: Any) -> None:
        """Rewrite the document."""
        for node in list(self.document.findall(known_place)):
            node.replace_self(self.resolved(node))

    def resolved(self, node: nodes.Element) -> list[nodes.Node]:
        """Return what ``node`` becomes."""
        found = book_of(self.env).first(node["table"], node["known"])
        if found is None:
            return list(node.children) or [nodes.Text(node["known"])]
        title = self.env.titles[found[0]].astext()
        called = (found[2] or node["known"]) if node["table"] == "shown" else title
        text = list(node.children) or [nodes.Text(called)]
        links = link(self.app.builder, self.env.docname, (found[0], found[1]), *text)
        return [*links, nodes.Text(f", in {title}")] if node["paged"] else links


def setup_places(app: Sphinx) -> None:
    """Tell Sphinx of the node and of what becomes of it."""
    app.add_node(known_place)
    app.add_post_transform(ResolvePlaces)
