import os
import subprocess
from pathlib import Path
from typing import Dict

import pytest

from bookcheck.publishing.downloads import download_address
from bookcheck.publishing.edition import NO_DATE, date_of, file_name

TAG = {"READTHEDOCS_GIT_CLONE_URL": "https://github.com/someone/book.git", "READTHEDOCS_VERSION_TYPE": "tag"}
ASSET = "https://github.com/someone/book/releases/download/v1.2.0/book.pdf"


@pytest.mark.parametrize(
    ("environ", "address"),
    [
        ({}, ""),
        ({"BOOK_DOWNLOADS": "https://example.org/files/"}, "https://example.org/files/book.pdf"),
        (TAG, ASSET),
        ({**TAG, "READTHEDOCS_GIT_CLONE_URL": "git@github.com:someone/book.git"}, ASSET),
        ({**TAG, "READTHEDOCS_VERSION_TYPE": "branch"}, ""),
        ({**TAG, "READTHEDOCS_GIT_CLONE_URL": "https://git.example.org/someone/book.git"}, ""),
        ({**TAG, "BOOK_DOWNLOADS": "https://example.org"}, "https://example.org/book.pdf"),
    ],
)
def test_the_address_of_a_file_comes_from_whoever_builds_the_site(environ: Dict[str, str], address: str) -> None:
    assert download_address(environ, "book.pdf", "1.2.0") == address


def test_a_file_is_named_for_the_book_and_its_version() -> None:
    assert file_name("How it works: a book", "2.0.1", ".pdf") == "how-it-works-a-book-2.0.1.pdf"


def commit(folder: Path, date: str) -> None:
    environ = {**os.environ, "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z"}
    own = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "init", "--quiet", str(folder)], check=True)
    command = ["git", *own, "commit", "--quiet", "--allow-empty", "--message=Begin"]
    subprocess.run(command, cwd=str(folder), env=environ, check=True)


def test_the_date_is_that_of_the_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    commit(tmp_path, "2026-01-02T03:04:05+0500")
    assert date_of(tmp_path) == 1767305045


def test_whoever_makes_the_book_may_set_another_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(tmp_path, "2026-01-02T03:04:05+0500")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    assert date_of(tmp_path) == 1500000000


def test_no_date_is_one_that_a_zip_file_cannot_have(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert date_of(tmp_path) == NO_DATE


def test_a_book_without_a_commit_has_a_date_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert date_of(tmp_path) == NO_DATE
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    assert date_of(tmp_path) == NO_DATE


def test_a_clone_that_git_cannot_read_has_a_date_and_says_why_and_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    commit(tmp_path, "2026-01-02T03:04:05+0500")
    with monkeypatch.context() as patch:
        patch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own tests set it
        assert date_of(tmp_path) == NO_DATE
    assert capsys.readouterr().err.splitlines() == [
        "the book gets the date 1 January 1980: {}: git refuses to read this clone, because it belongs to another "
        "user".format(tmp_path),
        "  fix:      git config --global --add safe.directory {}".format(tmp_path),
    ]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert date_of(tmp_path) == NO_DATE
    said = capsys.readouterr().err
    assert "git is not installed\n  expected: git on PATH\n" in said
    assert "on Debian and Ubuntu: apt install git\n" in said


def test_a_folder_in_somebody_elses_repository_has_not_its_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    commit(tmp_path, "2026-01-02T03:04:05+0500")
    (tmp_path / "book").mkdir()
    assert date_of(tmp_path / "book") == NO_DATE
