"""What a reader is told of a book's programs here: what agrees, what does not, and what was not asked."""

import os
import re
import sys
from dataclasses import replace
from typing import List, Tuple

import pytest

from bookcheck.cli import main
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.recordings.comparison import Difference
from bookcheck.recordings.verification import (
    AGREES,
    ANOTHER_PYTHON,
    DISAGREES,
    OTHER_RELEASE,
    recorded_elsewhere,
    system_of,
    verification_summary,
    verify_programs,
)
from tests.small_book import edit, with_output, write_recording

HELLO = "basics/say_hello"


def verified(book: Book, *names: str) -> Tuple[List[str], str, int]:
    """What is shown, the closing line and the exit status."""
    shown: List[str] = []
    line, status = verify_programs(book, [book.programs[name] for name in names or book.programs], shown.append)
    return shown, line, status


def claim_to_be_portable(book: Book, name: str) -> Book:
    with book.examples[name].path.open("a", encoding="utf-8") as stream:
        stream.write("\n# book: portable\n")
    return Book(book.root)


def record_otherwise(book: Book, name: str) -> None:
    """Put another output into the recording, sealed as if it had been written."""
    recording = book.load_recording(book.examples[name])
    outcomes = {key: with_output(outcome, "Bye\n") for key, outcome in recording.outcomes.items()}
    write_recording(book, type(recording)(name, recording.program, outcomes))


def test_a_book_that_does_what_was_recorded_agrees(small_book: Book) -> None:
    shown, line, status = verified(small_book)
    assert (shown, status) == ([], AGREES)
    assert line == "Python {} ({}): 6 of 6 programs agree with their recordings".format(
        running_tag(), running_release()
    )


def test_what_differs_is_shown_without_a_fix_that_is_the_authors(book: Book) -> None:
    record_otherwise(book, HELLO)
    (shown,), line, status = verified(book, HELLO, "basics/divide_by_zero")
    assert status == DISAGREES
    assert line.endswith("1 of 2 programs agrees with its recording; 1 disagrees")
    assert shown.startswith(os.path.join("recordings", "basics", "say_hello.txt") + ": " + HELLO + " does not do on")
    assert "-Bye" in shown
    assert "make record" not in shown


def test_what_was_recorded_with_another_release_is_told_apart(book: Book) -> None:
    record_otherwise(book, HELLO)
    running = book.running_python()
    older = running.base + ".99"
    book.list.write_text("".join("{} {}\n".format(tag, older) for tag in dict.fromkeys([running.base, running.tag])))
    (shown,), line, status = verified(Book(book.root), HELLO)
    assert status == OTHER_RELEASE
    assert "{} differs; recorded with {}, yours is {}".format(HELLO, older, running_release()) in shown
    assert line.endswith("0 of 1 program agrees with its recording; 1 differs, recorded with " + older)


def test_a_plain_disagreement_beside_it_decides(book: Book) -> None:
    example, python = book.examples[HELLO], book.running_python()
    outcome = book.load_recording(example).look_up(python)
    assert outcome is not None
    other = Difference(example, example.path, replace(python, release="3.1.2"), python.tag, outcome, outcome)
    line, status = verification_summary(3, [other, BookError("b")], [])
    assert status == DISAGREES
    assert line == "1 of 3 programs agrees with its recording; 1 disagrees; 1 differs, recorded with 3.1.2"


def test_what_is_not_for_this_python_is_counted_apart(book: Book) -> None:
    edit(book.examples["basics/longest_word"].path, ">=3.8: assignment", ">=3.99: assignment")
    edit(book.examples["basics/longest_word"].path, '"nutshell"', '"coconut"')  # it must do something else here
    line, status = verified(Book(book.root), HELLO, "basics/longest_word")[1:]
    assert status == AGREES
    assert line.endswith("1 of 1 program agrees with its recording; 1 is not for this Python")


def test_what_is_not_recorded_on_a_python_that_is_kept_as_recorded_is_counted_apart(book: Book) -> None:
    running = book.running_python()
    lines = ["{} {} kept\n".format(tag, running.release) for tag in dict.fromkeys([running.base, running.tag])]
    book.list.write_text("".join([*lines, "3.99 3.99.0\n"]))  # one is run
    edit(book.examples[HELLO].path, '"Ada"', '"Eve"')
    kept = Book(book.root)
    pending = replace(kept.load_recording(kept.examples[HELLO]), program=kept.examples[HELLO].digest)
    write_recording(kept, replace(pending, pending=(running.tag,)))
    line, status = verified(kept, HELLO, "basics/divide_by_zero")[1:]
    assert status == AGREES
    assert line.endswith(
        "1 of 1 program agrees with its recording; 1 is not recorded on this Python, where all is kept as recorded"
    )


def test_on_a_python_that_is_none_of_the_books_nothing_runs(book: Book) -> None:
    book.list.write_text("3.6 3.6.15\n3.7 3.7.16\n")
    shown, line, status = verified(Book(book.root))
    assert (shown, status) == ([], ANOTHER_PYTHON)
    assert line.startswith("nothing was recorded on cpython " + running_tag())
    assert line.endswith("run it with one of CPython 3.6, 3.7")


def test_on_another_implementation_nothing_runs(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.implementation, "name", "pypy")
    assert verified(book)[2] == ANOTHER_PYTHON


def test_an_operating_system_is_the_first_word_of_a_platform() -> None:
    platforms = ["linux-x86_64", "macosx-11.0-arm64", "win-amd64", "win32"]
    assert [system_of(platform) for platform in platforms] == ["linux", "macosx", "win", "win32"]


def test_the_books_system_is_that_of_the_recordings(small_book: Book) -> None:
    python = small_book.running_python()
    text = small_book.recording_path("builds").read_text(encoding="utf-8")
    match = re.search("platform: (.*)", text)
    assert match is not None
    assert recorded_elsewhere(small_book, python, match.group(1)) is None
    assert recorded_elsewhere(small_book, python, "plan9-amd64") == system_of(match.group(1))


def test_on_another_system_only_what_claims_to_be_portable_runs(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    record_otherwise(book, "basics/divide_by_zero")  # differs, but is not asked
    portable = claim_to_be_portable(book, HELLO)
    monkeypatch.setattr("sysconfig.get_platform", lambda: "plan9-amd64")
    shown, line, status = verified(portable)
    assert (shown, status) == ([], AGREES)
    assert "1 of 1 program agrees with its recording; 5 recorded on " in line
    assert line.endswith(" do not claim to be portable and were not run")


def test_the_command_runs_only_what_claims_to_be_portable_and_none_of_the_other_checks(
    in_book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(in_book.docs / "values.md", "claims: 2", "claims: 3")
    claim_to_be_portable(in_book, HELLO)
    assert main(["check", "--portable"]) == 0
    assert capsys.readouterr().out.endswith(": 1 of 1 program agrees with its recording\n")
    record_otherwise(Book(in_book.root), HELLO)
    assert main(["check", "--portable"]) == 1
    assert main(["check", "--portable", "--json"]) == 1
    assert '"path": "recordings' in capsys.readouterr().out
