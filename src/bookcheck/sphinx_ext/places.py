"""Nodes that become something when every page has been read: links to where an example is shown, a claim made."""

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform

from bookcheck.sphinx_ext.domain import BookDomain, book_of, link


class unresolved(nodes.Inline, nodes.TextElement):
    """A node that becomes something else in each format, when every page has been read."""

    def resolved(self, book: BookDomain, builder: Builder, here: str) -> Iterable[nodes.Node]:
        """Return what the node becomes in the document ``here``, as ``builder`` writes it."""
        raise NotImplementedError


class known_place(unresolved):
    """Becomes a link to the first place of ``known`` in ``table`` of the domain, or text if there is no such place.

    Without text of its own it gets the caption of an example, or the title of the page; ``paged`` adds that title.
    """

    def resolved(self, book: BookDomain, builder: Builder, here: str) -> list[nodes.Node]:
        """Return the link, or the text."""
        first = book.first(self["table"], self["known"])
        if first is None:
            return list(self.children) or [nodes.Text(self["known"])]
        title = book.env.titles[first[0]].astext()
        called = (first[2] or self["known"]) if self["table"] == "shown" else title
        text = list(self.children) or [nodes.Text(called)]
        links = link(builder, here, (first[0], first[1]), *text)
        return [*links, nodes.Text(f", in {title}")] if self["paged"] else links


def place(table: str, known: str, *text: nodes.Node, paged: bool = False) -> known_place:
    """Return the node for ``known`` in ``table``, with ``text`` or what the place is called."""
    return known_place("", "", *text, table=table, known=known, paged=paged)


def to_page(here: str, docname: str, text: str = "") -> addnodes.pending_xref:
    """Return a link from the document ``here`` to the document ``docname``, with ``text`` or that one's title."""
    about = {"refdomain": "std", "reftype": "doc", "reftarget": "/" + docname, "refdoc": here}
    return addnodes.pending_xref("", nodes.inline("", text), refexplicit=bool(text), refwarn=True, **about)


class Resolve(SphinxPostTransform):
    """Puts in the place of each :class:`unresolved` node what it becomes."""

    default_priority = 150

    def run(self, **kwargs: Any) -> None:
        """Rewrite the document."""
        book = book_of(self.env)
        for node in list(self.document.findall(unresolved)):
            node.replace_self(list(node.resolved(book, self.app.builder, self.env.docname)))


def setup_places(app: Sphinx) -> None:
    """Register what replaces the nodes."""
    app.add_post_transform(Resolve)
