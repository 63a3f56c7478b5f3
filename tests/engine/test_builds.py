"""Which build made the recordings: what is kept of it, when that changes, and what it may not give away."""

import re
from dataclasses import replace
from pathlib import Path
from typing import List, Tuple

import pytest

from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome, Runner
from bookcheck.programs.surroundings import USUAL, Surroundings
from bookcheck.pythons.plain_environment import base_interpreter
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.recordings.builds import SETTLED, build_program, builds_of, check_builds, check_running, record_build
from tests.small_book import edit, with_output, write_recording

FACTS = [
    "release",
    "build",
    "compiler",
    "platform",
    "cache tag",
    "magic number",
    "free-threaded",
    "JIT built in",
    "JIT on",
]


class AnotherBuild(Runner):
    """A runner of the same release, compiled by ``compiler``; the release may be another too."""

    def __init__(self, runner: Runner, compiler: str, release: str = "") -> None:
        super().__init__(runner.interpreter, replace(runner.python, release=release or runner.python.release))
        self.compiler = compiler
        self.real = runner

    def run(self, example: Example, surroundings: Surroundings = USUAL) -> Outcome:
        outcome = self.real.run(example, surroundings)
        output = re.sub("(?m)^compiler: .*$", "compiler: " + self.compiler, outcome.steps[0].output)
        return with_output(outcome, re.sub("(?m)^release: .*$", "release: " + self.python.release, output))


def compilers(book: Book) -> List[str]:
    """Return the compiler of each build that is recorded for the running Python."""
    book = Book(book.root)
    return [facts["compiler"] for facts in builds_of(book.load_recording(build_program()), book.running_python())]


def text(book: Book) -> str:
    return book.recording_path("builds").read_text(encoding="utf-8")


def test_every_fact_is_kept_for_every_python(small_book: Book) -> None:
    recording = small_book.load_recording(build_program())
    for python in small_book.pythons:
        (facts,) = builds_of(recording, python)
        assert list(facts) == FACTS
        assert all(facts.values())
        assert facts["release"] == python.release
    assert list(check_builds(small_book, recording)) == []


def test_the_facts_are_those_of_the_running_python(small_book: Book) -> None:
    (facts,) = builds_of(small_book.load_recording(build_program()), small_book.running_python())
    assert facts["release"] == running_release()
    assert facts["free-threaded"] == ("yes" if "t" in running_tag().partition("+")[0] else "no")
    assert facts["JIT on"] == ("yes" if running_tag().endswith("+jit") else "no")
    assert set(SETTLED) < set(facts)


def test_nothing_tells_where_the_build_is_installed(small_book: Book) -> None:
    for place in (base_interpreter().parent, base_interpreter().parent.parent, Path.home(), small_book.root):
        assert len(place.parts) < 2 or str(place) not in text(small_book)


def test_the_same_build_again_changes_nothing(book: Book, runner: Runner) -> None:
    before = text(book)
    for changed, whole in ((False, True), (True, True), (True, False)):
        assert record_build(book, runner, changed=changed, whole=whole) is False
    assert text(book) == before


def test_another_build_that_finds_all_as_recorded_leaves_no_trace(book: Book, runner: Runner) -> None:
    before = text(book)
    assert record_build(book, AnotherBuild(runner, "Clang 99"), changed=False, whole=True) is False
    assert text(book) == before


def test_another_build_that_changes_an_output_is_named_beside_the_first(book: Book, runner: Runner) -> None:
    (first,) = compilers(book)
    assert record_build(book, AnotherBuild(runner, "Clang 99"), changed=True, whole=False) is True
    assert compilers(book) == [first, "Clang 99"]
    assert record_build(book, AnotherBuild(runner, "Clang 99"), changed=True, whole=False) is False


def test_another_build_that_records_the_whole_book_takes_the_place_of_all(book: Book, runner: Runner) -> None:
    record_build(book, AnotherBuild(runner, "Clang 98"), changed=True, whole=False)
    assert record_build(book, AnotherBuild(runner, "Clang 99"), changed=True, whole=True) is True
    assert compilers(book) == ["Clang 99"]


def test_a_build_of_the_release_that_the_list_now_names_takes_the_place_of_the_old_one(
    book: Book, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = book.running_python()
    newer = python.base + ".99"
    lines = book.list.read_text(encoding="utf-8").replace("{}  {}".format(python.tag, python.release), "")
    book.list.write_text(lines + "{}  {}\n".format(python.tag, newer), encoding="utf-8")
    book = Book(book.root)
    assert len(list(check_builds(book, book.load_recording(build_program())))) == 1
    monkeypatch.setattr("bookcheck.recordings.builds.running_release", lambda: newer)
    assert record_build(book, AnotherBuild(runner, "Clang 99", newer), changed=False, whole=False) is True
    assert compilers(book) == ["Clang 99"]
    assert list(check_builds(book, book.load_recording(build_program()))) == []


def test_a_release_that_the_list_does_not_name_is_not_written_down(
    book: Book, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = text(book)
    monkeypatch.setattr("bookcheck.recordings.builds.running_release", lambda: "3.99.0")
    assert record_build(book, AnotherBuild(runner, "Clang 99"), changed=True, whole=True) is False
    assert check_running(book, runner) is None
    assert text(book) == before


def test_the_entries_of_other_pythons_stay(book: Book, runner: Runner) -> None:
    before = book.load_recording(build_program()).outcomes
    record_build(book, AnotherBuild(runner, "Clang 99"), changed=True, whole=True)
    after = book.load_recording(build_program()).outcomes
    assert {tag for tag in before if before[tag] != after[tag]} == {running_tag()}


def test_a_change_by_hand_makes_all_others_pending(book: Book, runner: Runner) -> None:
    edit(book.recording_path("builds"), "release: 3.7.16", "release: 3.7.17")
    assert record_build(book, runner, changed=False, whole=False) is True
    recording = book.load_recording(build_program())
    assert set(recording.pending) == {python.tag for python in book.pythons} - {running_tag()}


def test_an_entry_that_is_not_of_the_running_python_is_a_mistake(book: Book, runner: Runner) -> None:
    assert check_running(book, runner) is None
    old = book.load_recording(build_program())
    forged = re.sub("(?m)^magic number: .*$", "magic number: 1", old.outcomes[running_tag()].steps[0].output)
    outcomes = {**old.outcomes, running_tag(): with_output(old.outcomes[running_tag()], forged)}
    write_recording(book, replace(old, outcomes=outcomes))
    error = check_running(book, runner)
    assert error is not None
    assert (error.path, error.found) == (book.recording_path("builds"), "magic number: 1")


def test_recording_names_the_file_only_when_it_changed(in_book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    from bookcheck.cli import main

    def call(*arguments: str) -> Tuple[int, str]:
        return main(list(arguments)), capsys.readouterr().out

    status, out = call("record")
    assert (status, "builds.txt" in out) == (0, False)
    in_book.recording_path("builds").unlink()
    status, out = call("record", "builds")
    assert status == 0
    assert "recordings/builds.txt\n" in out.replace("\\", "/")
    assert "0 of 0 recordings changed" in out
    assert call("record", "builds")[1].count("\n") == 1
