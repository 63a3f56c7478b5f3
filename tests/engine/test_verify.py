"""An unpacked archive verifies itself, on whichever Python runs the tests, and notices what was altered."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Dict, Tuple

import pytest

from bookcheck.files import write_whole
from bookcheck.pages.book import Book
from bookcheck.publishing.archive import CHECKSUMS, archive_files, checksums, pack
from bookcheck.publishing.commit import Commit
from bookcheck.publishing.verify import altered
from bookcheck.publishing.verify import main as verify_main
from bookcheck.pythons.plain_environment import base_interpreter
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.recordings.recording_file import dump_recording
from tests.small_book import ROOT, edit, with_output

HELLO = "basics/say_hello"


def book_files(book: Book) -> Dict[str, bytes]:
    """The files that a commit of the small book would have, with the engine's beside them."""
    metadata = b'[project]\nname = "x"\nversion = "1.2.3"\ndescription = "A small book: small"\n'
    found = {"pyproject.toml": metadata + (book.root / "pyproject.toml").read_bytes()}
    for root, folder in ((book.root, "src/chapter_examples"), (book.root, "recordings"), (ROOT, "src/bookcheck")):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found[path.relative_to(root).as_posix()] = path.read_bytes()
    found["pythons.txt"] = book.list.read_bytes()
    return found


@pytest.fixture(scope="module")
def unpacked(small_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the small book, unpacked; to be read and not to be changed."""
    folder = tmp_path_factory.mktemp("archive")
    files = archive_files(Commit("0" * 40, 1700000000, book_files(small_book)))
    (folder / "a.zip").write_bytes(pack(files, "small-1.2.3", 1700000000))
    with zipfile.ZipFile(str(folder / "a.zip")) as archive:
        archive.extractall(str(folder))
    return folder / "small-1.2.3"


@pytest.fixture
def archive(unpacked: Path, tmp_path: Path) -> Path:
    """A copy of the unpacked archive, for one test to change."""
    shutil.copytree(str(unpacked), str(tmp_path / "small-1.2.3"))
    return tmp_path / "small-1.2.3"


def run(archive: Path, folder: Path) -> Tuple[int, str]:
    """Run verify.py as a reader does: by its path, from elsewhere, with nothing of this project in the environment."""
    environ = {"PATH": os.defpath, "HOME": str(folder)}
    if running_tag().endswith("+jit"):
        environ["PYTHON_JIT"] = "1"
    done = subprocess.run(
        [str(base_interpreter()), str(archive / "verify.py")],
        cwd=str(folder),
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def seal(archive: Path) -> None:
    """Write the checksums again, as somebody would who wants to be believed."""
    files = {
        path.relative_to(archive).as_posix(): path.read_bytes()
        for path in archive.rglob("*")
        if path.is_file() and path.name != CHECKSUMS
    }
    (archive / CHECKSUMS).write_bytes(checksums(files).encode())


def test_an_archive_as_it_was_made_agrees_and_its_folder_stays_as_it_was(unpacked: Path, tmp_path: Path) -> None:
    before = sorted(unpacked.rglob("*"))
    status, out = run(unpacked, tmp_path)
    assert out == "Python {} ({}): 6 of 6 programs agree with their recordings; no file altered\n".format(
        running_tag(), running_release()
    )
    assert status == 0
    assert sorted(unpacked.rglob("*")) == before


def test_an_output_altered_with_its_checksums_does_not_agree(archive: Path, tmp_path: Path) -> None:
    book = Book(archive)
    recording = book.load_recording(book.examples[HELLO])
    outcomes = {key: with_output(outcome, "Bye\n") for key, outcome in recording.outcomes.items()}
    altered = type(recording)(HELLO, recording.program, outcomes)
    write_whole(book.recording_path(HELLO), dump_recording(altered, book.pythons))
    seal(archive)
    status, out = run(archive, tmp_path)
    assert status == 1
    assert HELLO + " does not do on Python" in out
    assert out.endswith("5 of 6 programs agree with their recordings; 1 disagrees; no file altered\n")


def test_an_altered_file_fails_its_checksum_and_the_programs_run_all_the_same(archive: Path, tmp_path: Path) -> None:
    edit(archive / "README.txt", "python verify.py", "python another.py")
    status, out = run(archive, tmp_path)
    assert status == 1
    assert out.startswith("README.txt is not what its checksum says\n")
    assert out.endswith("6 of 6 programs agree with their recordings; 1 file altered\n")


def test_nothing_runs_by_an_engine_that_was_altered(archive: Path, tmp_path: Path) -> None:
    (archive / "src" / "bookcheck" / "programs" / "runner.py").write_text("raise SystemExit(0)\n")
    status, out = run(archive, tmp_path)
    assert status == 1
    assert out == (
        "src/bookcheck/programs/runner.py is not what its checksum says\n"
        "1 file altered, of the engine too, so nothing was run: unpack the archive again\n"
    )


def test_a_file_that_is_missing_and_one_too_many_are_named(archive: Path) -> None:
    (archive / "LICENSE").write_text("mine")  # nothing watches the top folder: a reader may work there
    (archive / "recordings" / "basics" / "say_hello.txt").unlink()
    (archive / "src" / "chapter_examples" / "basics" / "more.py").write_text("")
    assert altered(archive) == [
        ("recordings/basics/say_hello.txt", "is missing"),
        ("src/chapter_examples/basics/more.py", "is not in the list"),
    ]


def test_a_book_that_cannot_be_read_ends_in_a_closing_line_too(archive: Path, tmp_path: Path) -> None:
    edit(archive / "pythons.txt", "3.6  3.6.15", "3.6  3.7.15")
    status, out = run(archive, tmp_path)
    assert status == 1
    assert "pythons.txt:1: a line of the list of Pythons is wrong" in out
    assert out.endswith("1 file altered; the programs could not be run\n")


def test_without_its_checksums_nothing_is_verified(archive: Path, tmp_path: Path) -> None:
    (archive / CHECKSUMS).unlink()
    status, out = run(archive, tmp_path)
    assert status == 1
    assert out.startswith("SHA256SUMS cannot be read (")


def test_a_python_of_no_recording_is_told_so(archive: Path, tmp_path: Path) -> None:
    (archive / "pythons.txt").write_text("3.6  3.6.15\n")
    seal(archive)
    status, out = run(archive, tmp_path)
    assert status == 2
    assert out.startswith("nothing was recorded on cpython " + running_tag())


def test_a_python_that_is_too_old_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 7, 16, "final", 0))
    assert verify_main() == 2
    assert capsys.readouterr().out == "This is Python 3.7; verify.py needs 3.8 or later.\n"


def test_it_parses_on_a_python_that_is_too_old() -> None:
    import ast

    ast.parse((ROOT / "src" / "bookcheck" / "publishing" / "verify.py").read_text("utf-8"), feature_version=(3, 4))
