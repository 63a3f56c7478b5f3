"""The names in the book's diagrams: this Python still has those that are recorded of it, and no other."""

from bookcheck.pages.book import Book
from bookcheck.recordings.comparison import check_program
from bookcheck.recordings.recorder import make_runner
from tests.small_book import ROOT


def test_this_python_has_the_names_that_are_recorded() -> None:
    project = Book(ROOT)
    assert project.names_program is not None
    check_program(project, project.names_program, make_runner(project))
