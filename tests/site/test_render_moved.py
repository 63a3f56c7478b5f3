"""Pages that moved: each old address leads on, and the site says which pages it has."""

import json
from pathlib import Path

import pytest

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.site.rendering import Build, build, make_book

MOVED = "# The old name, the new one.\n\nnames  values\nbasics/run/shown.v1  shown\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    book = make_book(tmp_path_factory.mktemp("moved") / "book", runner)
    (book.docs / "moved.txt").write_text(MOVED, encoding="utf-8")
    return Book(book.root)


@pytest.fixture(scope="module")
def html(kept: Book) -> Build:
    rendered = build(kept)
    assert (rendered.warnings, rendered.status) == ("", 0)
    return rendered


@pytest.mark.parametrize(
    ("old", "new", "script"),
    [("names", "values.html", "_static/redirect.js"),
     ("basics/run/shown.v1", "../../shown.html", "../../_static/redirect.js")],
)  # fmt: skip
def test_the_old_address_of_a_page_leads_to_the_new_one(html: Build, old: str, new: str, script: str) -> None:
    page = html.page(old)
    (link,) = page.select("a")
    (code,) = page.select("script")
    assert (link["href"], code["src"], code.get_text()) == (new, script, "")
    folder = (html.out / old).parent
    assert (folder / new).is_file()
    assert (folder / script).is_file()
    assert [tag["content"] for tag in page.select("noscript > meta")] == [f"0; url={new}"]


def test_the_site_lists_its_pages_and_those_that_moved(html: Build) -> None:
    listed = json.loads((html.out / "pages.json").read_text(encoding="utf-8"))
    made = {path.relative_to(html.out).as_posix() for path in html.out.rglob("*.html")}
    moved = {"names.html": "values.html", "basics/run/shown.v1.html": "shown.html"}
    assert set(listed["pages"]) == made - set(moved)
    assert {"index.html", "values.html", "genindex.html", "search.html"} <= set(listed["pages"])
    assert listed["moved"] == moved


def test_a_book_in_which_nothing_moved_has_no_script_for_it(tmp_path: Path, runner: Runner) -> None:
    site = build(make_book(tmp_path / "book", runner))
    assert not (site.out / "_static" / "redirect.js").exists()
    assert json.loads((site.out / "pages.json").read_text(encoding="utf-8"))["moved"] == {}


def test_no_other_format_gets_these_files(kept: Book) -> None:
    made = build(kept, "singlehtml")
    assert made.status == 0
    assert not (made.out / "pages.json").exists()
    assert not (made.out / "names.html").exists()
