"""What a reader gets of a law: the mark in the prose, and the list with the figures of each Python."""

import pytest

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.gates.damage_laws import NAME, SENTENCE, law
from tests.site.rendering import Build, build, make_book, text_of


@pytest.fixture(scope="module")
def lawful(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Build:
    book = make_book(tmp_path_factory.mktemp("laws") / "book", runner)
    law()(book)
    built = build(Book(book.root))
    assert built.status == 0, built.warnings
    return built


def test_a_law_leads_to_its_property_and_says_what_was_counted(lawful: Build) -> None:
    mark = lawful.page("values").select_one(".law")
    assert text_of(mark) == "law ✓"
    assert mark is not None
    link = mark.select_one("a")
    assert link is not None
    assert link["href"] == "laws.html#law-basics-lower-case-names-are-callable"
    assert str(link["title"]).startswith(SENTENCE + ". – holds for 70 of 70 built-in names in lower case of 3.")


def test_a_law_has_the_figures_of_each_python(lawful: Build) -> None:
    mark = lawful.page("values").select_one(".law")
    assert mark is not None
    first = str(mark["data-figures"]).split(" | ")[0]
    assert first == "3.6 holds for 70 of 70 built-in names in lower case of 3.6.15"


def test_the_list_of_laws_shows_twin_source_figures_and_pages(lawful: Build) -> None:
    item = lawful.page("laws").select_one("#law-basics-lower-case-names-are-callable")
    text = text_of(item)
    assert text.startswith(f"{SENTENCE}. Holds for 70 of 70 built-in names in lower case of")
    assert "Its false twin: Each built-in name in lower case is a class. It fails for abs." in text
    assert f"The law {NAME}" in text
    assert text.endswith("Stated in Values")
    assert item is not None
    rows = [[text_of(cell) for cell in row.select("td, th")][:3] for row in item.select("tr")]
    assert rows == [["Python", "3.6", "3.7"], ["holds for", "70", "70"], ["its twin fails for", "44", "44"]]


def test_the_text_of_a_page_says_what_was_counted(lawful: Build) -> None:
    root = lawful.out.parent.parent
    text = build(Book(root), "text")
    assert text.status == 0, text.warnings
    page = (text.out / "values.txt").read_text(encoding="utf-8")
    assert "(holds for 70 of 70 built-in names in lower case of 3." in " ".join(page.split())
