"""A Python comes or leaves as CONTRIBUTING says: the newest into the small book, the oldest and another out of this."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bookcheck.consistency import check_book
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.pythons.running import running_tag
from bookcheck.recordings.builds import record_build
from bookcheck.recordings.recorder import record
from tests.new_chapter import copy_repository
from tests.rehearsal import SOURCE, keep, take_out
from tests.small_book import edit

WHICH = "src/chapter_examples/basics/which_python.py"
SENTENCE = f"# book: changed {running_tag()}: It says which it is.\n"


def problems(book: Book) -> list[str]:
    return [error.problem for error in check_book(Book(book.root))]


@pytest.fixture
def without(book: Book) -> Book:
    """The small book without the Python that runs this, which is its newest."""
    take_out(book, running_tag())
    return Book(book.root)


def test_without_its_newest_python_the_book_is_whole(without: Book) -> None:
    assert problems(without) == []
    assert running_tag() not in [python.tag for python in without.pythons]
    for path in without.recordings.rglob("*.txt"):
        sections = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("===")]
        assert sections, path
        assert not [line for line in sections if running_tag() in line.split()], path
    assert SENTENCE not in (without.root / WHICH).read_text(encoding="utf-8")


def test_a_line_and_one_recording_put_it_back_and_the_gates_name_what_is_left_to_write(
    without: Book, runner: Runner
) -> None:
    line = f"{running_tag()}  {runner.python.release}\n"
    without.list.write_text(without.list.read_text(encoding="utf-8") + line, encoding="utf-8")
    book = Book(without.root)
    assert problems(book) != []
    for program in book.programs.values():
        record(book, program, runner)  # what does as the Python before it did has no section of its own
    record_build(book, runner, changed=True, whole=True)
    (left,) = problems(book)
    assert left.startswith("nothing says why basics/which_python writes something else on Python " + running_tag())
    text = (book.root / WHICH).read_text(encoding="utf-8")
    (book.root / WHICH).write_text(text + SENTENCE, encoding="utf-8")
    assert problems(book) == []


def test_a_claim_about_a_python_that_is_not_out_has_a_source(book: Book) -> None:
    page = book.docs / "values.md"
    edit(page, "{until}`3.7 <", "{until}`3.8 <")
    take_out(book, running_tag())
    assert f"had a function of its own {SOURCE}." in page.read_text(encoding="utf-8")
    assert "processor_clock" not in (book.examples_root / "basics" / "claims.py").read_text(encoding="utf-8")
    assert problems(book) == []


LISTED = ["test_workflow.py", "test_pyproject.py", "test_documents.py"]
"""The tests of the repository that compare something with the list of Pythons."""


@pytest.mark.parametrize("version", ["3.8", "3.13"])
def test_a_python_leaves_and_every_gate_that_reads_the_list_passes(tmp_path: Path, version: str) -> None:
    left = keep(copy_repository(tmp_path / "book"), version)
    gone = [python.tag for python in left.pythons if python.kept]
    assert gone == [python.tag for python in left.pythons if python.base == version]
    assert problems(left) == []
    assert f'Python :: {version}"' not in (left.root / "pyproject.toml").read_text(encoding="utf-8")
    environ = {**os.environ, "PYTHONPATH": str(left.root / "src")}
    subprocess.run(["git", "init", "--quiet"], cwd=left.root, check=True)
    subprocess.run(["git", "add", "."], cwd=left.root, check=True)
    command = [sys.executable, "-m", "pytest", "-q", *("tests/repository/" + name for name in LISTED)]
    done = subprocess.run(command, cwd=left.root, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
