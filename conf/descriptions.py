"""What a search engine and a preview of a link say of a page: its first sentence."""

import html
import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata


def first_sentence(document: nodes.document) -> str:
    """Return the first line of prose of ``document``, empty if it has none: each sentence has its own line.

    What is above the prose, such as the page's header, and what is in a list or a box is no sentence of the page.
    """
    for paragraph in document.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section):
            return paragraph.astext().partition("\n")[0].rstrip(":")
    return ""


def describe(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Say what the page is about; one without a sentence, such as the glossary, by its title and the book's."""
    title = html.unescape(re.sub("<[^>]*>", "", context.get("title", "")))
    book = app.config.project
    said = (doctree and first_sentence(doctree)) or (f"{title}: {book}" if title else book)
    context["metatags"] = context.get("metatags", "") + f'\n<meta name="description" content="{html.escape(said)}">'
    context["meta"] = {**(context.get("meta") or {}), "og:description": said}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Describe each page before sphinxext.opengraph does, which then has nothing to add."""
    app.connect("html-page-context", describe, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
