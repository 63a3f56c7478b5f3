"""The Sphinx extension ``bookcheck.sphinx_ext``: shows examples and claims, and refuses what nothing proves.

It needs the Python that builds the site; nothing else of :mod:`bookcheck` does.
"""

import hashlib
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from bookcheck.sphinx_ext.claim_roles import setup_claim
from bookcheck.sphinx_ext.domain import setup_book
from bookcheck.sphinx_ext.example_directive import setup_example
from bookcheck.sphinx_ext.law_roles import setup_law
from bookcheck.sphinx_ext.line_marks import setup_linking
from bookcheck.sphinx_ext.moved_pages import setup_moved
from bookcheck.sphinx_ext.nodes import setup_nodes
from bookcheck.sphinx_ext.page_header import setup_page_header
from bookcheck.sphinx_ext.places import setup_places
from bookcheck.sphinx_ext.silent_roles import setup_silent
from bookcheck.sphinx_ext.survey import setup_survey
from bookcheck.sphinx_ext.text_pages import setup_text_pages
from bookcheck.sphinx_ext.trace_directive import setup_trace
from bookcheck.sphinx_ext.unbacked_code import setup_gate
from bookcheck.sphinx_ext.what_changed import setup_changes


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directives, the roles, the gate and what shows them."""
    setup_book(app)
    setup_nodes(app)
    setup_linking(app)
    setup_example(app)
    setup_trace(app)
    setup_claim(app)
    setup_silent(app)
    setup_law(app)
    setup_page_header(app)
    setup_gate(app)
    setup_text_pages(app)
    setup_places(app)
    setup_changes(app)
    setup_survey(app)
    setup_moved(app)
    return {"version": "1", "env_version": _version(), "parallel_read_safe": True, "parallel_write_safe": True}


def _version() -> int:
    """Return a number that changes with the engine, so that Sphinx reads again a page that an older engine read."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return int(digest.hexdigest()[:12], 16)
