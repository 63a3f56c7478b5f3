"""The title page of the book, which the EPUB and the PDF begin with, and to which the foot of each page leads."""

from collections.abc import Iterator
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.typing import ExtensionMetadata

from bookcheck.pythons.python import span
from bookcheck.sphinx_ext.domain import book_of


def title_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page."""
    builder = app.builder
    assert isinstance(builder, StandaloneHTMLBuilder), "no other asks for pages"
    tags = list(dict.fromkeys(python.base for python in book_of(app.env).project.pythons))
    own = {"description": app.config.epub_description, "pythons": span(tags, tags)}
    body = builder.templates.render("title-page.html", {**builder.globalcontext, **own})
    yield "title-page", {"title": "Title page", "body": body}, "page.html"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Add the page to those that Sphinx makes."""
    app.connect("html-collect-pages", title_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
