"""The roles that carry a universal sentence and show nothing: ``{shown}``, ``{defines}`` and ``{about}``.

:mod:`bookcheck.pages.universal` checks what they name. Here they go, with the blank before each.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from bookcheck.pages.statements import SILENT_ROLES


class silent_mark(nodes.Inline, nodes.Element):
    """The place of a silent role until the document has been read."""


class SilentRole(SphinxRole):
    """A role that shows nothing."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mark of the place."""
        return [silent_mark()], []


def _remove(_app: Sphinx, document: nodes.document) -> None:
    for mark in list(document.findall(silent_mark)):
        before = mark.previous_sibling()
        if isinstance(before, nodes.Text):
            mark.parent.replace(before, nodes.Text(before.astext().rstrip()))
        mark.parent.remove(mark)


def setup_silent(app: Sphinx) -> None:
    """Register the roles, and what removes them before anything else sees the document."""
    for role in SILENT_ROLES:
        app.add_role(role, SilentRole())
    app.connect("doctree-read", _remove, priority=100)
