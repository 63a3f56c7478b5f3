"""Publishes the source of each page with the examples in it: what "view source" shows and llms-full.txt is made of."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from bookcheck.errors import BookError
from bookcheck.pages.book import CHANGED
from bookcheck.pages.expand import expand_page
from bookcheck.pages.reader import read_page
from bookcheck.sphinx_ext.domain import book_of


def expand_sources(app: Sphinx, exception: Exception | None) -> None:
    """Replace each page's source that Sphinx has copied by the page as plain Markdown, whichever pages were built.

    Runs before sphinx-llms-txt reads them.
    """
    if exception or not isinstance(app.builder, StandaloneHTMLBuilder) or not app.builder.copysource:
        return
    project = book_of(app.env).project
    try:
        written = sorted((project.docs / CHANGED).glob("*.md"))
        for page in (*project.pages, *map(read_page, written)):
            name = page.path.relative_to(app.srcdir).as_posix()
            copied = Path(app.outdir, "_sources", name + app.config.html_sourcelink_suffix)
            if copied.is_file():
                copied.write_text(expand_page(project, page), encoding="utf-8")
    except BookError:
        return  # reported where it stands, and the build has failed


def setup_sources(app: Sphinx) -> None:
    """Tell Sphinx to do so when everything else is written, before other extensions read the sources."""
    app.connect("build-finished", expand_sources, priority=400)
