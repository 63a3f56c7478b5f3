"""What the other versions of the book need to know of this one: its pages, and those that moved, which lead on."""

import posixpath
from pathlib import Path

from sphinx.application import Sphinx

from bookcheck.errors import BookError
from bookcheck.pages.moves import read_moves
from bookcheck.pages.page import reading_order
from bookcheck.publishing.page_list import Pages, write_pages
from bookcheck.publishing.redirects import NAME, SCRIPT, redirect_page
from bookcheck.sphinx_ext.domain import book_of


def write_moved(app: Sphinx, exception: Exception | None) -> None:
    """Write the list of the site's pages and a page for each that moved; check_book reports a list with an error."""
    if app.builder.name != "html" or exception is not None:
        return
    out = Path(app.outdir)
    try:
        moves = read_moves(book_of(app.env).project)
    except BookError:
        moves = ()
    for move in moves:
        page = out / app.builder.get_target_uri(move.old)
        page.parent.mkdir(parents=True, exist_ok=True)
        target = app.builder.get_relative_uri(move.old, move.new)
        script = posixpath.relpath("_static/" + NAME, posixpath.dirname(move.old) or ".")
        page.write_text(redirect_page("This page moved", target, script), encoding="utf-8")
    if moves:
        (out / "_static" / NAME).write_text(SCRIPT, encoding="utf-8")
    moved = {app.builder.get_target_uri(move.old): app.builder.get_target_uri(move.new) for move in moves}
    pages = [app.builder.get_target_uri(name) for name in sorted(app.env.found_docs, key=reading_order)]
    # These are made of no document.
    pages += [page for page in ("genindex.html", "py-modindex.html", "search.html") if (out / page).is_file()]
    write_pages(out, Pages(tuple(pages), moved))


def setup_moved(app: Sphinx) -> None:
    """Write them when the build has finished."""
    app.connect("build-finished", write_moved)
