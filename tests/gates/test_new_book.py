"""Another book needs the wheel, settings and a ``conf``: the recipe "Start a book" is followed in an empty folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from bookcheck.consistency import check_book
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.publishing.wheel import make_wheel
from bookcheck.pythons.running import running_release, running_tag
from tests.new_chapter import copy_repository, record_as_if
from tests.small_book import ROOT, edit, made_up_builds, write_recording

OLDER = "3.12  3.12.1"
GREETING = "src/tour/first/greet.py"


@dataclass(frozen=True)
class NewBook:
    """A folder with a book, and the folder in which the engine is installed; nothing else is on the path."""

    root: Path
    installed: Path

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a module in the folder of the book."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
        environ["PYTHONPATH"] = str(self.installed)
        command = [sys.executable, "-m", *words]
        return subprocess.run(command, cwd=self.root, env=environ, capture_output=True, text=True, check=False)

    def site(self) -> "subprocess.CompletedProcess[str]":
        """Build its site."""
        return self.run("sphinx", "-q", "-n", "-W", "--keep-going", "-E", "-c", "conf", "docs", "build/html")


@pytest.fixture(scope="module")
def new_book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> NewBook:
    """The files of the recipe, and the engine from the wheel of this repository's files; recorded."""
    folder = tmp_path_factory.mktemp("new")
    source = copy_repository(folder / "repository")
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "All"]):
        git = ["git", "-c", "user.name=Nobody", "-c", "user.email=nobody@localhost", "-C", str(source)]
        subprocess.run([*git, *words], check=True)
    with zipfile.ZipFile(make_wheel(source)) as wheel:
        wheel.extractall(folder / "installed")
    made = NewBook(folder / "book", folder / "installed")
    shutil.copytree(ROOT / "tests" / "new_book", made.root, ignore=shutil.ignore_patterns("__pycache__"))
    (made.root / "pythons.txt").write_text(f"{OLDER}\n{running_tag()}  {running_release()}\n", encoding="utf-8")
    done = made.run("bookcheck", "record", "--python", running_tag())
    assert done.returncode == 0, done.stdout + done.stderr
    book = Book(made.root)
    answers = "template_strings {}\n"
    record_as_if(book, list(book.programs), runner, lambda python: answers.format(python.version >= (3, 14)))
    write_recording(book, made_up_builds(book, runner.python))
    return made


@pytest.fixture
def copy(new_book: NewBook, tmp_path: Path) -> NewBook:
    """A copy of the recorded book, for one test to damage."""
    shutil.copytree(new_book.root, tmp_path / "book")
    return NewBook(tmp_path / "book", new_book.installed)


def test_the_engine_that_runs_is_the_installed_one(new_book: NewBook) -> None:
    program = "import bookcheck; print(bookcheck.__file__)"
    environ = {"PYTHONPATH": str(new_book.installed)}
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == new_book.installed / "bookcheck" / "__init__.py"


def test_it_passes_the_check(new_book: NewBook) -> None:
    done = new_book.run("bookcheck", "check", "--no-run")
    assert (done.returncode, done.stdout.rpartition(": ")[2]) == (0, "0 mistakes; nothing was run\n"), done.stdout
    assert check_book(Book(new_book.root)) == []


def test_pytest_runs_its_example_and_its_claim(new_book: NewBook) -> None:
    done = new_book.run("pytest", "-q", "docs")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2 passed" in done.stdout


def test_its_site_is_built_without_a_warning(new_book: NewBook) -> None:
    done = new_book.site()
    assert done.returncode == 0, done.stderr
    page = (new_book.root / "build/html/index.html").read_text(encoding="utf-8")
    assert "Hello" in page
    assert 'href="claims.html#' in page


def test_it_is_built_with_the_conf_of_this_book_too(copy: NewBook) -> None:
    shutil.rmtree(copy.root / "conf")
    shutil.copytree(ROOT / "conf", copy.root / "conf", ignore=shutil.ignore_patterns("__pycache__"))
    edit(copy.root / "docs" / "index.md", "claims\n```", "claims\napidocs/index\n```")
    done = copy.site()
    assert done.returncode == 0, done.stderr
    page = (copy.root / "build/html/index.html").read_text(encoding="utf-8")
    assert "<title>A tour: three lines of Python</title>" in page


def test_its_gates_fail_on_damage(copy: NewBook) -> None:
    edit(copy.root / GREETING, "Hello", "Good morning")
    assert "first/greet" in copy.run("bookcheck", "check", "--no-run").stderr
    assert "1 failed" in copy.run("pytest", "-q", "docs").stdout
    done = copy.site()
    assert done.returncode == 1
    assert "first/greet" in done.stderr


def test_the_wheel_says_what_a_book_needs_to_be_built(new_book: NewBook) -> None:
    (metadata,) = new_book.installed.glob("*.dist-info/METADATA")
    text = metadata.read_text(encoding="utf-8")
    assert "Provides-Extra: book" in text
    for name in ("myst-parser", "pytest", "sphinx", "sphinxcontrib-mermaid", "sybil"):
        assert f"Requires-Dist: {name}>=" in text
