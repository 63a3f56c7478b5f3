"""`make check` says one thing of one mistake, at its own line."""

import shutil
from pathlib import Path

import pytest

from bookcheck.consistency import check_book
from bookcheck.pages.book import Book
from tests.gates.damage import Row, relative
from tests.gates.damage_check import ROWS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_mistake_is_one_message_at_its_own_line(small_book: Book, tmp_path: Path, row: Row) -> None:
    root = tmp_path / "book"
    shutil.copytree(small_book.root, root, symlinks=True)
    row.damage(Book(root))
    (message,) = [relative(str(error), root) for error in check_book(Book(root))]
    assert message.startswith(row.where)
    assert row.words in message


def test_several_mistakes_are_as_many_messages(small_book: Book, tmp_path: Path) -> None:
    root = tmp_path / "book"
    shutil.copytree(small_book.root, root, symlinks=True)
    chosen = [row for row in ROWS if row.name in ("a link to nothing", "a page that no toctree has")]
    for row in chosen:
        row.damage(Book(root))
    assert len(check_book(Book(root))) == len(chosen)
