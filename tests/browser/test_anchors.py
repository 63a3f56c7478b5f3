"""The anchors that the engine computes from a page's text are in the page that was built."""

from pathlib import Path

from bs4 import BeautifulSoup

from bookcheck.pages.book import Book
from tests.small_book import ROOT


def missing(project: Book, site: Path) -> list[str]:
    """Return the computed anchors, each with its page, that the built ``site`` lacks."""
    lacking = []
    for page in project.pages:
        name = page.path.relative_to(project.docs).with_suffix(".html")
        if not (site / name).is_file():
            lacking.append(f"{name} is not built; `make html` builds it")
            continue
        built = BeautifulSoup((site / name).read_text(encoding="utf-8"), "html.parser")
        ids = {tag["id"] for tag in built.select("[id]")}
        anchors = dict.fromkeys(heading.anchor for heading in page.headings if heading.anchor)
        lacking += [f"{name}#{anchor}" for anchor in anchors if anchor not in ids]
    return lacking


def test_each_heading_of_the_book_has_the_anchor_that_the_engine_computes() -> None:
    assert missing(Book(ROOT), ROOT / "build" / "html") == []
