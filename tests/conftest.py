"""What several tests share: a runner of the running Python, and the small book, recorded once a session."""

import shutil
from pathlib import Path

import pytest

from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example, read_module
from bookcheck.programs.runner import Runner
from bookcheck.pythons.plain_environment import plain_interpreter
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release, running_tag
from tests.small_book import MakeExample, copy_book, record_book


@pytest.fixture(scope="session")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner of the running Python, whichever release that is.

    Its environment is its own: some tests write into it, while other sessions run programs.
    """
    return Runner(plain_interpreter(tmp_path_factory.mktemp("plain")), Python(running_tag(), running_release()))


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    """The small book, recorded; to be read and not to be changed."""
    project = copy_book(tmp_path_factory.mktemp("small") / "book")
    record_book(project, runner)
    return Book(project.root)


@pytest.fixture
def book(small_book: Book, tmp_path: Path) -> Book:
    """A copy of the recorded small book, for one test to change."""
    root = tmp_path / "book"
    shutil.copytree(str(small_book.root), str(root), symlinks=True)
    return Book(root)


@pytest.fixture
def in_book(book: Book, monkeypatch: pytest.MonkeyPatch) -> Book:
    """The book, with its folder as the current one."""
    monkeypatch.chdir(book.root)
    return book


@pytest.fixture
def module(tmp_path: Path) -> MakeExample:
    """Make an example of one module from its lines and return it."""

    def make(*lines: str, name: str = "a_program") -> Example:
        path = tmp_path / (name + ".py")
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_module(path, "made/" + name)

    return make
