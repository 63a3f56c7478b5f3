"""What is generated of the whole book: the builds, the matrix, the counts, and the pages that tell what changed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from docutils import nodes

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.recordings.explanations import steps
from bookcheck.sphinx_ext.nodes import sentence_nodes
from bookcheck.sphinx_ext.what_changed import page_name
from tests.site.rendering import Build, build, make_book, text_of
from tests.small_book import edit

CHANGED = "# What changed\n\n```{changes}\n```\n"
VERIFIED = "# Verified\n\n```{pythons}\n```\n\n```{matrix}\n```\n\n```{counts}\n```\n"
SENTENCE = "# book: changed 3.7: It asks `sys`, which names --itself."


def make_survey(folder: Path, runner: Runner) -> Book:
    """Return the small book with a page of each kind, and a sentence in one of its examples."""
    book = make_book(folder, runner)
    (book.docs / "what-changed.md").write_text(CHANGED, encoding="utf-8")
    (book.docs / "verified.md").write_text(VERIFIED, encoding="utf-8")
    edit(book.docs / "index.md", "claims\n", "claims\nwhat-changed\nverified\n")
    path = book.examples["basics/which_python"].path
    edit(path, "# book: changed 3.7: It says which it is.", SENTENCE)
    return Book(book.root)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    return make_survey(tmp_path_factory.mktemp("survey") / "book", runner)


@pytest.fixture(scope="module")
def html(kept: Book) -> Build:
    rendered = build(kept)
    assert (rendered.warnings, rendered.status) == ("", 0)
    return rendered


@pytest.fixture(scope="module")
def verified(html: Build) -> BeautifulSoup:
    return html.page("verified")


def rows(table: Tag) -> list[list[str]]:
    """Return the text of each cell of a table."""
    return [[text_of(element) for element in row.select("th, td")] for row in table.select("tr")]


def items(page: BeautifulSoup, title: str) -> list[Tag]:
    """Return the items under the heading ``title``."""
    heading = next(element for element in page.select("h2") if element.get_text().startswith(title))
    assert heading.parent is not None
    return heading.parent.select("ul.changes > li")


def test_each_python_has_a_row_with_its_release_and_its_build(verified: BeautifulSoup, kept: Book) -> None:
    table = rows(verified.select("table")[0])
    head = ["Python", "Release", "Build", "Compiler", "Platform", "Cache tag", "Magic number", "Free-threaded", "JIT"]
    assert table[0] == head
    assert [(row[0], row[1]) for row in table[1:]] == [(python.title, python.release) for python in kept.pythons]
    assert all(cell for row in table for cell in row)


def test_the_matrix_has_no_blank_cell_and_a_note_for_each_mark(verified: BeautifulSoup, kept: Book) -> None:
    (folded,) = verified.select("details.matrix-package")
    assert text_of(folded.summary) == "basics: 7 programs"
    (table,) = folded.select("table.matrix")
    cells = {row[0]: row[1:] for row in rows(table)}
    assert cells["Example"] == [python.tag for python in kept.pythons]
    assert cells["which_python"] == ["✓"] * len(kept.pythons)
    assert cells["longest_word"][:3] == ["–1", "–1", "✓"]
    assert set(cells["divide_by_zero"]) == {"✗1"}
    assert cells["say_nothing"][:3] == ["✗2", "✗2", "✓"]
    assert all(word for row in cells.values() for word in row)
    notes = [text_of(element) for element in folded.select(".matrix-notes li")]
    assert sorted(notes) == [
        "–1: assignment expressions are new in 3.8",
        "✗1: it must end with ZeroDivisionError",
        "✗2: it must end with exit 3",
    ]
    for link in table.select("td a"):
        target = folded.select_one(f'[id="{str(link["href"])[1:]}"]')
        assert text_of(target).startswith(link.get_text() + ":")


def test_each_example_of_the_matrix_leads_to_its_place(verified: BeautifulSoup) -> None:
    links = [str(link["href"]) for link in verified.select("table.matrix th a")]
    assert len(links) == 7
    assert "values.html#example-basics-which-python" in links or "shown.html#example-basics-which-python" in links


def test_a_wide_table_can_be_moved_with_the_keyboard(verified: BeautifulSoup) -> None:
    tables = verified.select("table.survey")
    assert len(tables) == 4
    for table in tables:
        region = table.find_parent(attrs={"role": "region"})
        assert isinstance(region, Tag)
        assert (region["tabindex"], bool(region["aria-label"])) == ("0", True)


def test_the_counts_are_those_of_the_pages_and_add_up(verified: BeautifulSoup, html: Build) -> None:
    book, pages = (rows(table) for table in verified.select("table.counts"))
    assert ["examples", "7"] in book
    assert ["of them, those that must fail on some Python", "2"] in book
    assert [row[0] for row in pages] == ["Page", "Programs", "Values", "All of them"]
    for column in range(1, len(pages[0])):
        assert int(pages[-1][column]) == sum(int(row[column]) for row in pages[1:-1])
    header = text_of(html.page("values").select_one(".page-header"))
    assert f"about {pages[2][1]} minute" in header
    assert int(pages[2][2]) > 20


def test_each_python_with_a_predecessor_has_a_page_and_a_row(html: Build, kept: Book) -> None:
    page = html.page("what-changed")
    table = rows(page.select("table")[0])
    pairs = steps(kept.pythons)
    assert [row[:2] for row in table[1:]] == [[python.title, before.title] for before, python in pairs]
    for _, python in pairs:
        assert (html.out / "what-changed" / (page_name(python) + ".html")).is_file()
    links = [str(link["href"]) for link in page.select("table a")]
    assert links == [f"what-changed/{page_name(python)}.html" for _, python in pairs]
    above = html.page("what-changed/python-3.7").select(".related a[href='../what-changed.html']")
    assert "What changed" in [link.get_text() for link in above]


def test_a_page_tells_of_claims_with_links_to_text_and_probe(html: Build) -> None:
    page = html.page("what-changed/python-3.8")
    (begun,) = items(page, "What begins")
    assert text_of(begun) == "An assignment expression compiles. 3.8+ · Values · probe"
    assert [str(link["href"]) for link in begun.select("a")] == [
        "../values.html#claimed-basics-assignment-expression",
        "../claims.html#claim-basics-assignment-expression",
    ]
    assert [text_of(element).partition(" · ")[0] for element in items(page, "What ends")] == [
        "There is time.clock(), and async is a reserved word. 3.7",
        "The module time has a function clock(). ≤ 3.7",
    ]
    assert [text_of(element) for element in items(page, "Examples that run from here on")] == [
        "A name given inside a condition, in Values: assignment expressions are new in 3.8"
    ] or text_of(items(page, "Examples that run from here on")[0]).endswith(": assignment expressions are new in 3.8")


def test_a_page_shows_the_difference_and_the_authors_sentence(html: Build) -> None:
    (item,) = items(html.page("what-changed/python-3.7"), "Examples that write something else")
    assert text_of(item.select_one(".example-why")) == "It asks sys, which names --itself."
    assert text_of(item.select_one(".example-why code")) == "sys"
    (difference,) = item.select("details.change-difference")
    assert "open" not in difference.attrs
    lines = text_of(difference.select_one("pre"))
    assert "-Python 3.6 +Python 3.7" in lines


def test_the_sentence_stands_beside_the_output_that_it_is_about(html: Build) -> None:
    figure = html.page("shown").select_one('figure[data-example="basics/which_python"]')
    assert figure is not None
    sentence = next(element for element in figure.select(".example-why") if "3.7" in element.get_text())
    assert text_of(sentence) == "From Python 3.7 on: It asks sys, which names --itself."
    group = sentence.find_parent(class_="example-output")
    assert isinstance(group, Tag)
    assert str(group["data-pythons"]).split()[0] == "3.6"


def test_the_published_source_says_the_same_in_plain_text(html: Build) -> None:
    sources = html.out / "_sources"
    text = (sources / "verified.md.txt").read_text(encoding="utf-8")
    assert "```{" not in text
    assert re.search(r"^\| \[`divide_by_zero`\]\([^)]+\) \| \[✗1\]\(#\S+\) \|", text, re.MULTILINE)
    assert "- ✗1: it must end with `ZeroDivisionError`\n" in text
    assert re.search(r"^\| 3\.6 \| 3\.6\.15 \|", text, re.MULTILINE)
    assert "| examples | 7 |\n" in text
    index = (sources / "what-changed.md.txt").read_text(encoding="utf-8")
    assert "\n| [3.7](what-changed/python-3.7.md.txt) | 3.6 | 1 | " in index
    page = (sources / "what-changed" / "python-3.7.md.txt").read_text(encoding="utf-8")
    assert "  It asks `sys`, which names --itself.\n" in page
    assert "## What begins\n\n- There is time.clock()" in page


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "man", "texinfo", "xml"])
def test_each_format_is_built_without_a_warning(kept: Book, html: Build, builder: str) -> None:
    rendered = build(kept, builder)
    assert (rendered.warnings, rendered.status) == ("", 0)


def test_plain_text_says_it_all_but_the_differences(kept: Book, html: Build) -> None:
    out = build(kept, "text").out
    page = " ".join((out / "what-changed" / "python-3.7.txt").read_text(encoding="utf-8").split())
    assert "It asks" in page
    assert "-Python 3.6" not in page
    assert "–1: assignment expressions are new in 3.8" in (out / "verified.txt").read_text(encoding="utf-8")


@pytest.fixture
def book(kept: Book, html: Build) -> Iterator[Book]:
    """The built book; what a test changes is put back."""
    build(kept, "dummy")
    files = [path for path in kept.root.rglob("*") if path.is_file() and kept.build not in path.parents]
    before = {path: path.read_bytes() for path in files}
    yield Book(kept.root)
    for path, data in before.items():
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)
    build(kept, "dummy")


@pytest.fixture
def read_after(book: Book) -> Callable[[], set[str]]:
    return lambda: build(book, "dummy").read


def pages_of(book: Book) -> set[str]:
    below = {f"what-changed/{page_name(python)}" for _, python in steps(book.pythons)}
    return {"what-changed", "verified", "claims", *below}


def test_nothing_is_read_when_nothing_changed(book: Book, read_after: Callable[[], set[str]]) -> None:
    assert read_after() == set()


def test_a_changed_page_has_what_tells_of_the_whole_book_read(book: Book, read_after: Callable[[], set[str]]) -> None:
    edit(book.docs / "programs.md", "One version reserved", "A version reserved")
    assert read_after() == {"programs"} | pages_of(book)


def test_a_changed_build_has_them_read(book: Book, read_after: Callable[[], set[str]]) -> None:
    edit(book.recording_path("builds"), "release: 3.7.16", "release: 3.7.17")
    assert read_after() == pages_of(book)


def test_a_python_that_joins_the_list_gets_a_page_and_one_that_leaves_loses_it(book: Book) -> None:
    text = book.list.read_text(encoding="utf-8")
    book.list.write_text(text + "3.6t  3.6.15\n3.6+jit  3.6.15\n", encoding="utf-8")
    build(book, "dummy")
    folder = book.docs / "what-changed"
    written = (folder / "python-3.6-jit.md").read_text(encoding="utf-8")
    assert "\n# What is different in Python 3.6 with the JIT\n" in written
    assert (folder / "python-3.6t.md").is_file()
    book.list.write_text(text, encoding="utf-8")
    build(book, "dummy")
    assert not (folder / "python-3.6-jit.md").exists()


def test_without_the_page_nothing_is_written(tmp_path: Path, runner: Runner) -> None:
    book = make_book(tmp_path / "book", runner)
    assert build(book, "dummy").status == 0
    assert not (book.docs / "what-changed").exists()


def test_a_python_that_is_not_in_the_list_is_a_mistake(book: Book) -> None:
    edit(book.docs / "what-changed.md", "{changes}", "{changes} 3.71")
    rendered = build(book, "dummy")
    assert rendered.status == 1
    assert "Python '3.71' is not in the list; did you mean 3.7" in rendered.warnings


def test_what_stands_between_backquotes_is_code_be_they_single_or_double() -> None:
    sentence = list(sentence_nodes("A call without ``**`` ends before `as`."))
    assert [node.astext() for node in sentence if isinstance(node, nodes.literal)] == ["**", "as"]
    assert "".join(node.astext() for node in sentence) == "A call without ** ends before as."
