"""The Sphinx extension ``bookcheck.render``: shows the examples and claims of a book, and refuses what nothing proves.

It needs the Python that builds the site; nothing else of :mod:`bookcheck` does.
"""

import hashlib
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from bookcheck.render.book import setup_book
from bookcheck.render.changes import setup_changes
from bookcheck.render.claim import setup_claim
from bookcheck.render.example import setup_example
from bookcheck.render.gate import setup_gate
from bookcheck.render.linking import setup_linking
from bookcheck.render.moved import setup_moved
from bookcheck.render.nodes import setup_nodes
from bookcheck.render.page_header import setup_page_header
from bookcheck.render.places import setup_places
from bookcheck.render.sources import setup_sources
from bookcheck.render.survey import setup_survey
from bookcheck.render.trace import setup_trace


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the directives, the roles, the gate and what shows them."""
    setup_book(app)
    setup_nodes(app)
    setup_linking(app)
    setup_example(app)
    setup_trace(app)
    setup_claim(app)
    setup_page_header(app)
    setup_gate(app)
    setup_sources(app)
    setup_places(app)
    setup_changes(app)
    setup_survey(app)
    setup_moved(app)
    return {"version": "1", "env_version": _version(), "parallel_read_safe": True, "parallel_write_safe": True}


def _version() -> int:
    """Return a number that changes with the engine, so that a page which an older one made is made anew."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return int(digest.hexdigest()[:12], 16)
