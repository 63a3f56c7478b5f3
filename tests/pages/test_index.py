"""The index of the book: each page is in it, nothing of it is lost, and no heading stands there twice."""

import re

import pytest

from bookcheck.pages.book import Book
from bookcheck.pages.glossary import read_glossary
from bookcheck.pages.index_entries import check_index, read_entries
from bookcheck.pages.page import Page
from tests.small_book import ROOT

FLOOR, OF_A_PAGE = 550, 4
"""The least number of entries, of the book and of each of its pages."""

DIRECTIVE = re.compile(r"^```\{index\} (.*)\n```\n", re.MULTILINE)


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    """The pages of the chapter: those that say for whom they are."""
    return [page for page in Book(ROOT).pages if "level" in page.front_matter]


def test_every_page_has_entries_and_none_is_lost(pages: list[Page]) -> None:
    total = 0
    for page in pages:
        naive = sum(line.count(",") + 1 for line in DIRECTIVE.findall(page.text))
        assert page.text.count("{index}") == len(DIRECTIVE.findall(page.text)), page.path
        assert OF_A_PAGE <= naive == len(read_entries(page)), page.path
        total += naive
    assert total >= FLOOR


def test_every_entry_has_one_of_the_forms_and_no_heading_stands_twice(pages: list[Page]) -> None:
    assert [str(error) for error in check_index(pages)] == []
    headings: dict[str, set[str]] = {}
    for page in pages:
        for entry in read_entries(page):
            heading = entry.text.partition(";")[0]
            is_name = heading.endswith(")")
            headings.setdefault(heading if is_name else heading.lower(), set()).add(heading)
    assert [spellings for spellings in headings.values() if len(spellings) > 1] == []


def test_a_subject_that_is_a_term_is_spelled_as_in_the_glossary(pages: list[Page]) -> None:
    terms = {name.lower(): name for term in read_glossary(Book(ROOT).pages).terms for name in term.names}
    for page in pages:
        for entry in read_entries(page):
            heading = entry.text.partition(";")[0]
            assert terms.get(heading.lower(), heading) == heading, (page.path, entry.line)
