"""The matrix, and how much there is of everything."""

from bookcheck.pages.book import Book
from bookcheck.pages.counts import Counts, book_counts, page_counts
from bookcheck.recordings.matrix import matrix
from tests.small_book import EXAMPLES, edit


def test_the_matrix_has_a_word_for_each_example_on_each_python(small_book: Book) -> None:
    rows = matrix(small_book)
    assert list(rows) == list(EXAMPLES)
    assert all(list(row) == [python.tag for python in small_book.pythons] for row in rows.values())
    assert all(word for row in rows.values() for word in row.values())
    assert rows["basics/longest_word"]["3.7"] == "not for this Python: assignment expressions are new in 3.8"
    assert set(rows["basics/divide_by_zero"].values()) == {"ZeroDivisionError"}


def test_what_is_stale_damaged_or_missing_is_pending(book: Book) -> None:
    edit(book.examples["basics/say_hello"].path, '"Ada"', '"Eve"')
    edit(book.recording_path("basics/which_python"), "Python 3.7", "Python 2")
    book.recording_path("basics/divide_by_zero").unlink()
    rows = matrix(Book(book.root))
    for name in ("say_hello", "which_python", "divide_by_zero"):
        assert set(rows["basics/" + name].values()) == {"pending"}


def test_a_page_is_counted(small_book: Book) -> None:
    counts: dict[str, Counts] = {page.path.stem: page_counts(page) for page in small_book.pages}
    assert counts["values"] == Counts(examples=3, predicts=1, solutions=0, claims=2, laws=0, diagrams=0)
    assert counts["programs"] == Counts(examples=2, predicts=0, solutions=0, claims=1, laws=0, diagrams=0)


def test_a_solution_and_a_diagram_are_counted(book: Book) -> None:
    edit(book.docs / "values.md", ":part: greet\n", ":part: greet\n:fold: Solution\n")
    edit(book.docs / "values.md", "# Values\n", "# Values\n\n```{mermaid}\nflowchart\n```\n")
    (page,) = (page for page in Book(book.root).pages if page.path.stem == "values")
    assert (page_counts(page).solutions, page_counts(page).diagrams) == (1, 1)


def test_the_book_is_counted(small_book: Book) -> None:
    counts = book_counts(small_book)
    pythons = len(small_book.pythons)
    assert counts["examples"] == 5
    assert counts["of them, those that must fail on some Python"] == 1
    assert counts["outputs recorded, one for each example or trace and Python"] == 5 * pythons - 2
    assert (counts["claims in the text"], counts["probes that the claims are bound to"]) == (3, 3)
    assert counts["questions before an output"] == 1
