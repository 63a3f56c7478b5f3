"""The examples where they are installed: a package that holds its recordings, in no book's folder."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Callable, Tuple

import pytest

from bookcheck.cli import main_installed
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.pythons.running import running_tag
from bookcheck.recordings.project import INSTALLED
from tests.small_book import EXAMPLES, ROOT, write_settings

Call = Callable[..., Tuple[int, str, str]]


@pytest.fixture(scope="module")
def package(small_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book's examples as a wheel holds them."""
    package = tmp_path_factory.mktemp("installed") / "chapter_examples"
    shutil.copytree(str(small_book.examples_root), str(package))
    shutil.copytree(str(small_book.recordings), str(package / INSTALLED / "recordings"))
    shutil.copy(str(small_book.list), str(package / INSTALLED))
    write_settings(package / INSTALLED)
    shutil.copy(str(ROOT / "src" / "chapter_examples" / "__main__.py"), str(package))
    return package


@pytest.fixture
def call(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command in an empty folder; return the exit status and what it wrote."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Tuple[int, str, str]:
        status = main_installed(package, list(arguments))
        written = capsys.readouterr()
        return status, written.out, written.err

    return run


def test_it_lists_shows_and_runs_the_examples_in_any_folder(call: Call, tmp_path: Path) -> None:
    assert [line.split()[0] for line in call("list")[1].splitlines()] == list(EXAMPLES)
    assert call("show", "basics/which_python", "--python", "3.7")[1].endswith("Python 3.7\n")
    assert call("run", "basics/say_hello") == (0, "Hello, Ada!\nHello, Grace!\n", "")
    assert list(tmp_path.iterdir()) == []


def test_it_copies_an_example(call: Call, tmp_path: Path) -> None:
    assert call("copy", "basics/say_hello", "hello.py")[0] == 0
    assert "Hello" in (tmp_path / "hello.py").read_text(encoding="utf-8")


def test_it_checks_them_against_the_recordings_and_asks_for_no_pages(call: Call) -> None:
    status, out, err = call("check")
    assert (status, err) == (0, "")
    assert out.startswith("Python {} (".format(running_tag()))
    assert out.endswith(": 6 of 6 programs agree with their recordings\n")


def test_a_cure_names_the_command_that_was_called(call: Call) -> None:
    assert "fix:      python -m chapter_examples list" in call("run", "basics/say_helo")[2]


@pytest.mark.parametrize("command", ["record", "matrix", "claims", "laws", "test"])
def test_what_needs_the_books_folder_is_no_command(call: Call, command: str) -> None:
    with pytest.raises(SystemExit) as caught:
        call(command)
    assert caught.value.code == 2


def test_without_its_recordings_it_says_which_wheel_has_them(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(str(package), str(tmp_path / "bare"), ignore=shutil.ignore_patterns(INSTALLED))
    assert main_installed(tmp_path / "bare", ["list"]) == 1
    err = capsys.readouterr().err
    assert "were installed without their recordings" in err
    assert "make wheel" in err


def test_the_package_runs_as_a_module_with_nothing_installed_but_it_and_the_engine(
    package: Path, runner: Runner, tmp_path: Path
) -> None:
    path = os.pathsep.join([str(package.parent), str(ROOT / "src")])
    done = subprocess.run(
        [str(runner.interpreter), "-m", "chapter_examples", "run", "basics/say_hello"],
        cwd=str(tmp_path),
        env={"PATH": os.defpath, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (0, "Hello, Ada!\nHello, Grace!\n")


def test_the_engine_takes_what_starts_the_package_for_no_example(package: Path, tmp_path: Path) -> None:
    assert list(Book.installed(package, tmp_path).examples) == list(EXAMPLES)
