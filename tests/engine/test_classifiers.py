"""What pyproject.toml says of the Pythons is taken from the list."""

from pathlib import Path

import pytest

from bookcheck.errors import BookError
from bookcheck.pythons.classifiers import with_pythons, write_classifiers
from bookcheck.pythons.python import Python

TEXT = """\
requires-python = ">=3.7"  # the oldest
classifiers = [
    "Programming Language :: Python :: 3",
    # a remark
    "Programming Language :: Python :: 3.7",
    "Programming Language :: Python :: 3.8",
    "Programming Language :: Python :: Free Threading",
]
[tool.other]
requires-python = ">=3.2"
"""
PYTHONS = (Python("3.8", "3.8.18"), Python("3.10", "3.10.13"), Python("3.10t", "3.10.13"))


def test_the_classifiers_and_the_oldest_python_are_those_of_the_list() -> None:
    found = with_pythons(TEXT, PYTHONS)
    assert found.splitlines()[:8] == [
        'requires-python = ">=3.8"  # the oldest',
        "classifiers = [",
        '    "Programming Language :: Python :: 3",',
        "    # a remark",
        '    "Programming Language :: Python :: 3.8",',
        '    "Programming Language :: Python :: 3.10",',
        '    "Programming Language :: Python :: Free Threading",',
        "]",
    ]
    assert found.endswith('[tool.other]\nrequires-python = ">=3.2"\n')
    assert with_pythons(found, PYTHONS) == found


def test_the_metadata_promise_nothing_for_a_python_that_is_kept() -> None:
    found = with_pythons(TEXT, (Python("3.8", "3.8.18", kept=True), *PYTHONS[1:]))
    assert 'requires-python = ">=3.10"  # the oldest' in found
    assert "Python :: 3.8" not in found


def test_the_metadata_promise_free_threading_while_a_python_with_it_is_run() -> None:
    threaded = Python("3.10t", "3.10.13", kept=True)
    without = with_pythons(TEXT, (*PYTHONS[:2], threaded))
    assert "Free Threading" not in without
    assert "Free Threading" in with_pythons(without, PYTHONS)


def test_a_book_without_metadata_is_left_without(tmp_path: Path) -> None:
    assert not write_classifiers(tmp_path, PYTHONS)
    assert list(tmp_path.iterdir()) == []


def test_metadata_that_are_no_utf_8_are_an_error_with_its_fix(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"\xff")
    with pytest.raises(BookError, match=r"pyproject\.toml: the metadata are not UTF-8 text"):
        write_classifiers(tmp_path, PYTHONS)
