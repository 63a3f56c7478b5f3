"""A second chapter needs no change of the engine or of ``conf``: the recipe "Start a chapter" is followed in a copy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bookcheck.consistency import check_book
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.new_chapter import add_chapter, copy_repository, draw_chapter, record_chapter
from tests.small_book import ROOT, edit

PLANNED = "chapter 4 is there, and a page calls it planned"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A copy of this repository with the pages and programs of chapter 4."""
    return add_chapter(copy_repository(tmp_path_factory.mktemp("chapter") / "book"))


@pytest.fixture(scope="module")
def said(begun: Book) -> list[str]:
    """What ``make check`` says of it before anything is recorded or drawn."""
    return [str(error) for error in check_book(Book(begun.root))]


@pytest.fixture(scope="module")
def finished(begun: Book, said: list[str], runner: Runner) -> Book:
    """The copy after all that the gates asked for."""
    book = record_chapter(draw_chapter(begun), runner)
    for page in book.pages:
        text = page.path.read_text(encoding="utf-8")
        page.path.write_text(text.replace("hapter 4 (planned)", "hapter 4").replace("* (planned)", "*"), "utf-8")
    return Book(book.root)


def run(book: Book, *words: str) -> "subprocess.CompletedProcess[str]":
    environ = {**os.environ, "PYTHONPATH": str(book.root / "src")}
    command = [sys.executable, "-m", *words]
    return subprocess.run(command, cwd=book.root, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "words",
    [
        "asking_types/ask has no recording",
        "asking_types/claims has no recording",
        "calling_types/make has no recording",
        "calling_types/make.trace has no recording",
        "a diagram has no drawing, or has changed since it was drawn",
        PLANNED,
    ],
)
def test_the_gate_says_what_is_left_to_do(said: list[str], words: str) -> None:
    assert [text for text in said if words in text]


def test_the_gate_says_nothing_else(said: list[str]) -> None:
    expected = ("has no recording", "has no drawing", PLANNED)
    assert [text for text in said if not any(words in text for words in expected)] == []


def test_the_book_with_both_chapters_passes(finished: Book) -> None:
    assert [str(error) for error in check_book(finished)] == []


def test_a_word_of_the_new_chapter_is_checked_like_any_other(finished: Book, tmp_path: Path) -> None:
    page = finished.docs / "04-types" / "01-call.md"
    before = page.read_bytes()
    edit(page, "examples: 1", "examples: 2")
    try:
        assert "the front matter miscounts the examples" in "".join(map(str, check_book(Book(finished.root))))
    finally:
        page.write_bytes(before)


def test_pytest_checks_its_examples_its_claim_and_its_trace(finished: Book) -> None:
    done = run(finished, "pytest", "-q", "docs/04-types")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "4 passed" in done.stdout


def test_the_site_is_built_without_a_warning(finished: Book) -> None:
    options = ["-c", "conf", "-n", "-W", "--keep-going", "-b", "html", "-d", "build/doctrees", "docs", "build/html"]
    done = run(finished, "sphinx", *options)
    assert done.returncode == 0, done.stderr
    page = (finished.root / "build/html/04-types/01-call.html").read_text(encoding="utf-8")
    assert "4.0 Types" in page
    assert "<title>4.1 Call a type - How CPython runs your program</title>" in page


def test_engine_and_site_are_those_of_this_repository(finished: Book) -> None:
    for folder in ("src/bookcheck", "conf"):
        names = subprocess.run(["git", "ls-files", folder], cwd=ROOT, capture_output=True, text=True, check=True)
        for name in names.stdout.splitlines():
            assert (finished.root / name).read_bytes() == (ROOT / name).read_bytes()
