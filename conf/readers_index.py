"""Keeps the general index and the search for what the pages explain: the API reference stays out of both.

It describes thousands of names, one page an example; the index of the search was three times as big with it.
"""

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

from bookcheck.project import GENERATED


def is_reference(docname: str) -> bool:
    """Whether a page was generated from code."""
    return docname.startswith(GENERATED + "/")


class LeaveOutOfIndex(SphinxTransform):
    """Takes the entries of the index out of a page that was generated from code."""

    default_priority = 840  # before 850, at which Sphinx collects them

    def apply(self, **_options: object) -> None:
        """Do so, if the page is one."""
        if is_reference(self.env.docname):
            for node in list(self.document.findall(addnodes.index)):
                node.parent.remove(node)


def leave_out_of_search(app: Sphinx) -> None:
    """Have the builder pass over the reference, and over a page whose front matter says ``nosearch``.

    Sphinx leaves out the words of such a page, but not its name, its file and all that it describes.
    """
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder):
        return
    index_page = builder.index_page

    def index(pagename: str, doctree: nodes.document, title: str) -> None:
        if not is_reference(pagename) and "nosearch" not in app.env.metadata[pagename]:
            index_page(pagename, doctree, title)

    builder.index_page = index  # type: ignore[method-assign]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have every page looked at."""
    app.add_transform(LeaveOutOfIndex)
    app.connect("builder-inited", leave_out_of_search)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
