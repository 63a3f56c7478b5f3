"""The pages of the book: nothing in them is wrong, and nothing of them was lost while they were read."""

import re
from collections.abc import Iterator

import pytest

from bookcheck.consistency import check_book
from bookcheck.diagrams.declared_names import declarations
from bookcheck.diagrams.diagram import find_diagrams
from bookcheck.pages.book import Book
from bookcheck.pages.claims import CLAIM_ROLES
from bookcheck.pages.page import EXAMPLE, MERMAID, TRACE, Page
from bookcheck.programs.questions import NAMES
from tests.book.test_book import CLAIM, FLOOR
from tests.small_book import ROOT

NAMES_FLOOR = 120


@pytest.fixture(scope="module")
def project() -> Book:
    return Book(ROOT)


def written(page: Page, name: str) -> int:
    """Count the directives called ``name`` in the plainest way there is."""
    return len(re.findall(rf"^[ >\-*\d.]*(?:`{{3,}}|~{{3,}}|:{{3,}})\{{{name}\}}", page.text, re.MULTILINE))


def claims(page: Page) -> Iterator[str]:
    return (role.name for role in page.roles if role.name in CLAIM_ROLES)


def test_nothing_in_the_book_is_wrong(project: Book) -> None:
    assert [str(error) for error in check_book(project)] == []


@pytest.mark.parametrize(("name", "floor"), [(EXAMPLE, FLOOR["examples"]), (MERMAID, FLOOR["diagrams"]), (TRACE, 1)])
def test_every_directive_is_found(project: Book, name: str, floor: int) -> None:
    for page in project.pages:
        assert written(page, name) == len(page.directives(name)), page.path
    assert sum(written(page, name) for page in project.pages) >= floor


def test_every_claim_is_found_and_counted(project: Book) -> None:
    for page in project.pages:
        naive = len(CLAIM.findall(page.text))
        assert naive == len(list(claims(page))) == int(page.front_matter.get("claims", "0")), page.path
    assert sum(len(list(claims(page))) for page in project.pages) == len(project.claims) >= FLOOR["claims"]


def test_every_example_is_counted(project: Book) -> None:
    for page in project.pages:
        assert int(page.front_matter.get("examples", "0")) == written(page, EXAMPLE), page.path


def test_every_diagram_is_read_with_the_names_that_it_declares(project: Book) -> None:
    diagrams = list(find_diagrams(project.pages))
    assert len(diagrams) >= FLOOR["diagrams"]
    declared = [name for diagram in diagrams for name in declarations(diagram, project.pythons)]
    assert len([name for name in declared if name.kind == NAMES]) >= NAMES_FLOOR
