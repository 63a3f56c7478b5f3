"""A Python that has left support, as the pages show it: what it has not run is neither counted nor said to change."""

import pytest

from bookcheck.consistency import check_book
from bookcheck.pages.book import Book
from bookcheck.pages.changes import find_changes
from bookcheck.pages.counts import book_counts
from bookcheck.pages.version_sentences import Run, _printed, version_sentences
from bookcheck.programs.runner import Runner
from tests.small_book import edit, keep, record_unless_kept

HELLO, WHICH = "basics/say_hello", "basics/which_python"


@pytest.fixture
def kept(book: Book) -> Book:
    """The small book with its oldest Python kept."""
    return keep(book, "3.6")


def test_the_pages_pass(kept: Book) -> None:
    assert check_book(kept) == []


def test_what_is_not_recorded_is_not_counted(kept: Book, runner: Runner) -> None:
    key = "outputs recorded, one for each example or trace and Python"
    before = book_counts(kept)
    edit(kept.examples[HELLO].path, '"Ada"', '"Eve"')
    after = book_counts(record_unless_kept(kept, HELLO, runner))
    assert after == {**before, key: before[key] - 1}


def test_where_a_kept_python_was_not_asked_nothing_is_said_to_change(kept: Book, runner: Runner) -> None:
    edit(kept.examples[WHICH].path, "import", "# a comment\nimport")
    project = record_unless_kept(kept, WHICH, runner)
    assert [each.example.name for each in find_changes(project)["3.7"].changed] == []
    assert check_book(Book(project.root)) == []


def test_an_output_proves_no_change_where_it_is_not_known_what_the_older_python_printed(
    kept: Book, runner: Runner
) -> None:
    def printed(project: Book) -> list[Run]:
        (found,) = [(page, each) for page, each, _ in version_sentences(project) if "of 3.7." in each.text]
        return list(_printed(project, *found))

    edit(kept.docs / "values.md", "answers?\n```\n", "answers?\n```\n\nThe output is of 3.7.\n")
    assert Run((3, 7), (3, 7)) in printed(kept)
    edit(kept.examples[WHICH].path, "import", "# a comment\nimport")
    project = record_unless_kept(kept, WHICH, runner)
    assert Run((3, 6), (3, 7)) in printed(project)
    assert not [run for run in printed(project) if run.first == (3, 7) or run.last == (3, 6)]
