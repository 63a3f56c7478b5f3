"""The styles of the book as one file: a page asks for one, and an author of styles still finds a part in a minute."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

NAME = "book.css"


def write_stylesheet(app: Sphinx) -> None:
    """Put the files of ``book_styles`` (paths from the folder of conf.py), in their order, into the site's book.css.

    An EPUB gets those of ``epub_book_styles``.
    """
    if app.builder.format != "html":
        return
    names = app.config.epub_book_styles if app.builder.name == "epub" else app.config.book_styles
    texts = [(Path(app.confdir) / name).read_text(encoding="utf-8") for name in names]
    out = Path(app.outdir) / "_static" / NAME
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n".join(texts), encoding="utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Write the file before the pages, which name it with its digest."""
    app.add_config_value("book_styles", [], "html", types=frozenset({list}))
    app.add_config_value("epub_book_styles", [], "epub", types=frozenset({list}))
    app.add_css_file(NAME, priority=900)
    app.connect("builder-inited", write_stylesheet)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "version": "1"}
