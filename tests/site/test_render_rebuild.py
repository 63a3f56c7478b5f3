"""What is read again when something that a page shows has changed, and nothing else."""

from collections.abc import Callable, Iterator

import pytest

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.site.rendering import build, make_book
from tests.small_book import edit


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    book = make_book(tmp_path_factory.mktemp("rebuild") / "book", runner)
    assert build(book, "dummy").status == 0
    return book


@pytest.fixture
def book(kept: Book) -> Iterator[Book]:
    """The built book; what a test changes is put back."""
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


def test_nothing_is_read_when_nothing_changed(book: Book) -> None:
    again = build(book, "dummy")
    assert (again.read, again.status) == (set(), 0)
    assert "0 added, 0 changed, 0 removed" in again.said


def test_a_touched_file_that_says_the_same_changes_nothing(book: Book, read_after: Callable[[], set[str]]) -> None:
    path = book.examples_root / "basics" / "divide_by_zero.py"
    path.write_bytes(path.read_bytes())
    assert read_after() == set()


def test_a_changed_example_has_its_pages_read(book: Book, read_after: Callable[[], set[str]]) -> None:
    edit(book.examples_root / "basics" / "divide_by_zero.py", "on purpose", "by intention")
    assert read_after() == {"programs", "claims"}


def test_a_mark_alone_has_its_pages_read(book: Book, read_after: Callable[[], set[str]]) -> None:
    edit(book.examples_root / "basics" / "divide_by_zero.py", "print(1 / 0)", "print(1 / 0)  # book: emphasize")
    assert read_after() == {"programs", "claims"}


def test_a_changed_file_of_a_folder_has_its_pages_read(book: Book, read_after: Callable[[], set[str]]) -> None:
    (book.examples_root / "basics" / "count_words" / "poem.txt").write_text("It sits\n", encoding="utf-8")
    assert read_after() == {"programs", "shown", "claims"}


def test_a_changed_recording_has_its_pages_read(book: Book, read_after: Callable[[], set[str]]) -> None:
    path = book.recording_path("basics/longest_word")
    edit(path, "nutshell 8", "nutshell 9")
    assert read_after() == {"values", "shown", "claims"}


def test_a_changed_probe_has_every_page_with_its_claims_read(book: Book, read_after: Callable[[], set[str]]) -> None:
    edit(book.examples_root / "basics" / "claims.py", "An assignment expression compiles.", "It compiles.")
    assert read_after() == {"values", "programs", "shown", "claims"}


def test_a_new_python_has_every_page_read_that_shows_an_example(book: Book, read_after: Callable[[], set[str]]) -> None:
    newest = book.pythons[-1]
    book.list.write_text(book.list.read_text(encoding="utf-8") + "3.99  3.99.0\n", encoding="utf-8")
    assert newest.tag != "3.99"
    assert read_after() == {"values", "programs", "shown", "claims"}


def test_a_changed_page_has_the_list_of_claims_read(book: Book, read_after: Callable[[], set[str]]) -> None:
    edit(book.docs / "programs.md", "One version reserved", "A version reserved")
    assert read_after() == {"programs", "claims"}


def test_a_mistake_that_is_fixed_leaves_no_trace(book: Book) -> None:
    page = book.docs / "values.md"
    edit(page, "basics/say_hello", "basics/say_helo")
    assert build(book, "dummy").status == 1
    edit(page, "basics/say_helo", "basics/say_hello")
    assert build(book, "dummy").status == 0
    assert build(book, "dummy").read == set()
