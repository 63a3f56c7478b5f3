"""Keeps the general index for what the pages explain: the names that the API reference describes stay out of it.

Those are thousands, from every example, and are found by the search and on the reference's own pages.
"""

from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.typing import ExtensionMetadata

from bookcheck.project import GENERATED


class LeaveOutOfIndex(SphinxTransform):
    """Takes the entries of the index out of a page that was generated from code."""

    default_priority = 840  # before 850, at which Sphinx collects them

    def apply(self, **_options: object) -> None:
        """Do so, if the page is one."""
        if self.env.docname.startswith(GENERATED + "/"):
            for node in list(self.document.findall(addnodes.index)):
                node.parent.remove(node)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Have every page looked at."""
    app.add_transform(LeaveOutOfIndex)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
