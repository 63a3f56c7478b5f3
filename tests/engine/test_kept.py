"""A Python that has left support: what it wrote stays, until the program changes, and no gate asks for it any more."""

import re
from dataclasses import replace
from typing import List
from unittest import SkipTest

import pytest
from sybil import Document

from bookcheck.consistency import check_without_pages
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.recordings.answers import recorded_answers
from bookcheck.recordings.comparison import check_program
from bookcheck.recordings.groups import output_groups, unrecorded_words
from bookcheck.recordings.matrix import OUTPUT, UNRECORDED, matrix
from bookcheck.recordings.recorder import record
from bookcheck.recordings.recording import Recording
from bookcheck.sybil_plugin import BookParser
from tests.small_book import Pretended, edit, keep, record_unless_kept, with_output, write_recording

HELLO, WHICH = "basics/say_hello", "basics/which_python"


def said(project: Book) -> List[str]:
    return [error.problem for error in check_without_pages(Book(project.root))]


def load(project: Book, name: str) -> Recording:
    return project.load_recording(Book(project.root).programs[name])


@pytest.fixture
def kept(book: Book) -> Book:
    """The small book with its oldest Python kept."""
    return keep(book, "3.6")


@pytest.fixture
def newer(kept: Book, runner: Runner) -> Book:
    """The book in which a program was changed and recorded again since."""
    edit(kept.examples[HELLO].path, '"Ada"', '"Eve"')
    return record_unless_kept(kept, HELLO, runner)


def test_what_a_kept_python_wrote_is_shown_and_no_gate_fails(kept: Book) -> None:
    assert said(kept) == []
    for example in kept.examples.values():
        assert kept.unrecorded(example) == ()
    assert "3.6" in output_groups(kept, kept.examples[HELLO])[0].tags
    assert matrix(kept)[HELLO]["3.6"] == OUTPUT


def test_when_the_program_changes_what_the_kept_python_wrote_is_dropped(newer: Book) -> None:
    recording = load(newer, HELLO)
    assert "3.6" not in recording.outcomes
    assert recording.pending == ("3.6",)
    assert "Ada" not in newer.recording_path(HELLO).read_text(encoding="utf-8")
    assert said(newer) == []


def test_of_a_changed_program_a_reader_is_told_that_it_is_not_recorded_there(newer: Book) -> None:
    example = newer.examples[HELLO]
    assert [python.tag for python in newer.unrecorded(example)] == ["3.6"]
    assert all("3.6" not in group.tags for group in output_groups(newer, example))
    words = "Not recorded on 3.6: it is kept as recorded, and the program is newer"
    assert unrecorded_words(newer, example) == words
    assert unrecorded_words(newer, newer.examples[WHICH]) == ""
    cell = matrix(newer)[HELLO]["3.6"]
    assert cell.startswith(UNRECORDED + ": this Python is kept as recorded")


def test_a_new_program_owes_the_kept_python_nothing(kept: Book, runner: Runner) -> None:
    path = kept.examples_root / "basics" / "newcomer.py"
    path.write_text('"""Newcomer."""\n\nprint("new")\n', encoding="utf-8")
    edit(kept.docs / "values.md", "# Values\n", "# Values\n\n```{example} basics/newcomer\n```\n")
    edit(kept.docs / "values.md", "examples: 3", "examples: 4")
    book = record_unless_kept(kept, "basics/newcomer", runner)
    assert load(book, "basics/newcomer").pending == ("3.6",)
    assert said(book) == []


def test_a_kept_python_that_is_run_after_all_is_recorded(newer: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    python = Python("3.6", "3.6.15", kept=True)
    monkeypatch.setattr("bookcheck.recordings.recorder.running_release", lambda: python.release)
    assert record(newer, newer.programs[HELLO], Pretended(python, "Hello, Eve!\n"))
    assert load(newer, HELLO).pending == ()
    assert newer.unrecorded(newer.examples[HELLO]) == ()


def test_a_python_that_is_run_again_is_asked_for_again(newer: Book) -> None:
    edit(newer.list, "  kept", "")
    assert said(newer) == [HELLO + " is not recorded for Python 3.6"]


def test_a_section_that_went_missing_is_no_program_that_changed(kept: Book) -> None:
    program = kept.programs[WHICH]
    recording = kept.load_recording(program)
    rest = {key: outcome for key, outcome in recording.outcomes.items() if key != "3.6"}
    write_recording(kept, replace(recording, outcomes=rest))
    assert WHICH + " is not recorded for Python 3.6" in said(kept)


@pytest.mark.parametrize("damage", ["    Hello, Ava!", ""])
def test_a_recording_changed_by_hand_is_not_recorded_over(kept: Book, runner: Runner, damage: str) -> None:
    path = kept.recording_path(HELLO)
    text = path.read_text(encoding="utf-8").replace("    Hello, Ada!", damage) if damage else ""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BookError, match=r"what Python 3\.6 wrote would be lost") as caught:
        record(kept, kept.programs[HELLO], runner)
    assert caught.value.fix == "before you record it again: git checkout recordings/basics/say_hello.txt"
    assert path.read_text(encoding="utf-8") == text


def test_a_variant_that_is_kept_falls_back_on_no_newer_output_of_its_base(book: Book, runner: Runner) -> None:
    variant = Python(runner.python.base + "t+jit", running_release(), kept=True)
    book.list.write_text(
        book.list.read_text(encoding="utf-8") + "{}  {}  kept\n".format(variant.tag, variant.release),
        encoding="utf-8",
    )
    edit(book.examples[HELLO].path, '"Ada"', '"Eve"')
    project = record_unless_kept(book, HELLO, runner)
    assert variant not in project.proved_on(project.programs[HELLO])
    assert project.unrecorded(project.programs[HELLO]) == (variant,)
    program = project.probe_programs["basics"]
    edit(program.path, "import time\n", "import time\n\n")
    project = record_unless_kept(book, program.name, runner)
    assert recorded_answers(load(project, program.name), variant) == {}


class TestOnTheKeptPython:
    """The running Python is the one that is kept; a made-up one is not."""

    @pytest.fixture
    def here(self, book: Book, runner: Runner) -> Book:
        project = keep(book, running_tag(), runner.python.base)
        edit(project.examples[HELLO].path, '"Ada"', '"Eve"')
        project = Book(project.root)
        program = project.programs[HELLO]
        outcome = with_output(Pretended(runner.python, "").run(program), "Hello, Eve!\n")
        outcomes = {python.tag: outcome for python in project.pythons if not python.kept}
        pending = tuple(python.tag for python in project.pythons if python.kept)
        write_recording(project, Recording(HELLO, program.digest, outcomes, pending))
        return project

    def test_what_it_has_not_run_is_not_checked(self, here: Book, runner: Runner) -> None:
        assert said(here) == []
        python = next(python for python in here.pythons if python.tag == running_tag())
        pretended = Pretended(python, "anything\n")
        check_program(here, here.programs[HELLO], pretended)
        assert pretended.runs == 0

    def test_in_pytest_it_is_skipped_and_says_so(self, here: Book) -> None:
        parser = BookParser(here)
        (one,) = [
            example
            for example in Document.parse(str(here.docs / "values.md"), parser).examples()
            if re.search("say_hello", str(getattr(example.parsed, "argument", "")))
        ]
        with pytest.raises(SkipTest, match=r"is not recorded on Python .*, which is kept as recorded"):
            one.evaluate()
