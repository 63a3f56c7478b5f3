"""What several tests share: a runner of the running Python, and the small book, recorded once a session."""

import shutil
from pathlib import Path

import pytest

from bookcheck.examples import Example, read_module
from bookcheck.plain import plain_interpreter
from bookcheck.project import Project
from bookcheck.pythons import Python, running_release, running_tag
from bookcheck.runner import Runner
from tests.small_book import ROOT, MakeExample, copy_book, record_book


@pytest.fixture(scope="session")
def runner() -> Runner:
    """A runner of the running Python, whichever release that is."""
    return Runner(plain_interpreter(ROOT / "build" / "plain"), Python(running_tag(), running_release()))


@pytest.fixture(scope="session")
def small_book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Project:
    """The small book, recorded; to be read and not to be changed."""
    project = copy_book(tmp_path_factory.mktemp("small") / "book")
    record_book(project, runner)
    return Project(project.root)


@pytest.fixture
def book(small_book: Project, tmp_path: Path) -> Project:
    """A copy of the recorded small book, for one test to change."""
    root = tmp_path / "book"
    shutil.copytree(str(small_book.root), str(root), symlinks=True)
    return Project(root)


@pytest.fixture
def in_book(book: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
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
