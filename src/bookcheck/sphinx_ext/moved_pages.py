"""What the other versions of the book need to know of this one: its pages, and those that moved, which lead on."""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from bookcheck.errors import BookError
from bookcheck.pages.moves import Move, read_moves
from bookcheck.pages.page import reading_order
from bookcheck.publishing.page_list import Pages, write_pages
from bookcheck.publishing.redirects import NAME, SCRIPT, redirect_page
from bookcheck.sphinx_ext.domain import book_of

_MADE = ("genindex", "py-modindex", "search")
"""The pages of no document, if they are there."""


def write_moved(app: Sphinx, exception: Exception | None) -> None:
    """Write the list of the site's pages, and a page for each that moved; a list that does not read is reported."""
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
        page.write_text(_redirect(app, move), encoding="utf-8")
    if moves:
        (out / "_static" / NAME).write_text(SCRIPT, encoding="utf-8")
    moved = {app.builder.get_target_uri(move.old): app.builder.get_target_uri(move.new) for move in moves}
    write_pages(out, Pages(tuple(_pages(app, out)), moved))


def _pages(app: Sphinx, out: Path) -> Iterator[str]:
    for name in sorted(app.env.found_docs, key=reading_order):
        yield app.builder.get_target_uri(name)
    for name in _MADE:
        if (out / (name + ".html")).is_file():
            yield name + ".html"


def _redirect(app: Sphinx, move: Move) -> str:
    here = posixpath.dirname(move.old)
    target = app.builder.get_relative_uri(move.old, move.new)
    return redirect_page("This page moved", target, posixpath.relpath("_static/" + NAME, here or "."))


def setup_moved(app: Sphinx) -> None:
    """Tell Sphinx to write them when all else is there."""
    app.connect("build-finished", write_moved)
