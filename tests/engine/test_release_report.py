"""A newer release that parts from the recordings is reported, and can be recorded by its exact release."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

import pytest

from bookcheck.cli import main
from bookcheck.consistency import check_without_pages
from bookcheck.errors import COMMAND
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.pythons.interpreters import locate, locate_newest
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.recordings.groups import output_groups
from bookcheck.recordings.release_report import LINES, find_differences, report_path, whole_report
from tests.small_book import AsRecorded, edit, keep, with_output, write_recording

HELLO, WHICH = "basics/say_hello", "basics/which_python"
OLDER = running_release().rpartition(".")[0] + ".99"
"""The release that the book below was recorded with; it is none that runs here."""


def wrote(project: Book, name: str, output: str) -> None:
    """Have the recording say that the running Python wrote ``output``."""
    project = Book(project.root)
    program, python = project.programs[name], project.running_python()
    recording = project.load_recording(program)
    outcome = recording.look_up(python)
    assert outcome is not None
    applicable = project.applicable(program)
    made_up = with_output(outcome, output)
    write_recording(project, recording.with_outcome(python, python.release, made_up, applicable))


@pytest.fixture
def older(in_book: Book) -> Book:
    """The small book, recorded with another release of the running Python, which greeted otherwise."""
    text = in_book.list.read_text(encoding="utf-8")
    in_book.list.write_text(text.replace(running_release(), OLDER), encoding="utf-8")
    wrote(in_book, HELLO, "Hello, Eve!\nHello, Grace!\n")
    return Book(in_book.root)


def call(*arguments: str) -> int:
    return main(list(arguments))


def report(project: Book, name: str = running_tag()) -> str:
    return report_path(project, name).read_text(encoding="utf-8")


def test_without_a_difference_the_part_is_a_line(book: Book) -> None:
    runner = AsRecorded(book)
    programs = list(book.programs.values())
    variant = running_tag()[len(runner.python.base) :]
    words = "Python {}: {} programs, and nothing differs from what is recorded.\n"
    said = words.format(running_release() + variant, len(programs))
    assert find_differences(book, programs, runner) == (0, said)


def test_a_difference_is_told_with_its_releases_and_what_to_do(older: Book, runner: Runner) -> None:
    here = Runner(runner.interpreter, older.running_python())
    count, text = find_differences(older, [older.examples[HELLO], older.examples[WHICH]], here)
    tag, release = running_tag(), running_release()
    variant = tag[len(runner.python.base) :]
    assert count == 1
    assert text.startswith("## Python {}: 1 of 2 programs differs from what is recorded\n".format(release + variant))
    assert "### `basics/say_hello`\n\nIn `recordings/basics/say_hello.txt`:\n" in text
    assert "\n--- recorded with {} [{}]\n+++ found with {}, hash seed ".format(OLDER, tag, release) in text
    assert "\n-Hello, Eve!\n+Hello, Ada!\n" in text
    assert '`make record V={} E="basics/say_hello"`'.format(release + variant) in text
    assert "`pythons.txt`" in text
    assert WHICH not in text


def test_a_program_that_ends_otherwise_is_told_as_a_difference(book: Book, runner: Runner) -> None:
    example = book.examples["basics/divide_by_zero"]
    edit(example.path, "ZeroDivisionError", "ValueError")
    changed = Book(book.root).examples["basics/divide_by_zero"]
    recording = book.load_recording(example)
    write_recording(book, replace(recording, program=changed.digest))
    count, text = find_differences(book, [changed], runner)
    assert count == 1
    assert "It could not be compared:" in text
    assert "basics/divide_by_zero ended otherwise than declared" in text
    assert str(book.root) not in text


def test_a_long_difference_is_cut_and_says_so(older: Book, runner: Runner) -> None:
    wrote(older, HELLO, "Hello!\n" * (2 * LINES))
    _, text = find_differences(older, [older.examples[HELLO]], runner)
    (cut,) = [line for line in text.splitlines() if line.startswith("… and ")]
    assert cut.endswith(" lines more")
    assert text.count("\n-Hello!") < LINES


def test_the_command_writes_the_report_and_says_by_its_status_whether_anything_differs(
    older: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("differences", WHICH) == 0
    assert ": 1 program, and nothing differs" in report(older)
    assert call("differences", HELLO, "--report", "elsewhere.md") == 1
    assert "-Hello, Eve!" in Path("elsewhere.md").read_text(encoding="utf-8")
    assert "1 program differs; the report is elsewhere.md" in capsys.readouterr().out


def test_what_was_reported_is_recorded_by_its_exact_release_beside_the_other(
    older: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [str(error) for error in check_without_pages(older)]
    assert call("record", HELLO) == 0
    book = Book(older.root)
    example, python = book.examples[HELLO], book.running_python()
    recording = book.load_recording(example)
    key = running_release() + python.tag[len(python.base) :]
    assert recording.outcomes[key].steps[0].output == "Hello, Ada!\nHello, Grace!\n"
    shown = recording.look_up(python)
    assert shown is not None
    assert shown.steps[0].output == "Hello, Eve!\nHello, Grace!\n"
    assert any(key in group.keys for group in output_groups(book, example))
    errors = [str(error) for error in check_without_pages(book)]
    assert [error for error in errors if error not in before] == [error for error in errors if "no gate runs" in error]
    assert len(errors) == len(before) + 1, "the release is to be listed too"
    assert call("differences", HELLO) == 0


class Asked:
    """Stands for ``on_each``: remembers what it was asked, writes the parts, returns ``status``."""

    def __init__(self, parts: Callable[[Python], str], status: int) -> None:
        self.parts, self.status = parts, status
        self.calls: List[Tuple[Any, ...]] = []

    def __call__(self, root: Path, pythons: List[Python], *rest: Any) -> int:
        self.calls.append((pythons, *rest))
        for python in pythons:
            if self.parts(python):
                path = report_path(Book(root), python.tag)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(self.parts(python), encoding="utf-8")
        return self.status


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asked]:
    def ask(parts: Dict[str, str], status: int = 0) -> Asked:
        found = Asked(lambda python: parts.get(python.tag, ""), status)
        monkeypatch.setattr("bookcheck.pythons.each_python.on_each", found)
        return found

    return ask


def test_on_many_pythons_the_newest_release_of_each_is_asked_and_one_report_made(
    in_book: Book, asked: Callable[..., Asked]
) -> None:
    keep(in_book, "3.6")
    stale = report_path(in_book, "3.8" if running_tag() != "3.8" else "3.7")
    stale.parent.mkdir(parents=True)
    stale.write_text("of last week\n", encoding="utf-8")
    found = asked({"3.7": "## Python 3.7.17: 1 of 6\n\nmore\n", running_tag(): "Python 3.99.1: all\n"}, status=1)
    assert call("differences", "--python", "all") == 1
    ((pythons, arguments, left_out, find),) = found.calls
    assert arguments == ["differences"]
    assert find is locate_newest
    assert [python.tag for python in left_out] == ["3.6"]
    assert "3.6" not in [python.tag for python in pythons]
    text = report(in_book, "")
    assert "\n- Python 3.99.1: all\n" in text
    assert "\n- Python 3.6 was not asked: it is kept as recorded.\n" in text
    assert text.endswith("\n## Python 3.7.17: 1 of 6\n\nmore\n")
    assert "of last week" not in text


def test_a_python_that_could_not_be_had_is_in_the_report(in_book: Book, asked: Callable[..., Asked]) -> None:
    asked({"3.7": "Python 3.7.17: all\n"}, status=1)
    assert call("differences", "--python", "3.6", "3.7", "--report", "report.md") == 1
    text = Path("report.md").read_text(encoding="utf-8")
    assert "- **Python 3.6 could not be asked**: `{} differences --python 3.6` says why.".format(COMMAND) in text
    assert "Python 3.7.17: all" in text


def test_a_run_that_was_stopped_leaves_no_report(in_book: Book, asked: Callable[..., Asked]) -> None:
    asked({}, status=130)
    Path("report.md").write_text("of last week\n", encoding="utf-8")
    assert call("differences", "--python", "all", "--report", "report.md") == 130
    assert not Path("report.md").exists()


def test_the_report_of_no_difference_names_each_release(book: Book) -> None:
    path = report_path(book, "3.6")
    path.parent.mkdir(parents=True)
    path.write_text("Python 3.6.15: all 6 programs do what is recorded.\n", encoding="utf-8")
    text = whole_report(book, [Python("3.6", "3.6.15")], [])
    assert text.startswith("# Where the newest releases part from the recordings\n")
    assert text.endswith("\n- Python 3.6.15: all 6 programs do what is recorded.\n")


def test_recording_a_named_release_takes_that_and_no_other(in_book: Book, asked: Callable[..., Asked]) -> None:
    found = asked({})
    assert call("record", HELLO, "--python", "3.7.99") == 0
    assert call("record", HELLO, "--python", "3.7") == 0
    (exact, listed) = found.calls
    assert (exact[0], exact[-1]) == ([Python("3.7", "3.7.99", exact=True)], locate)
    assert (listed[0], listed[-1]) == ([Python("3.7", "3.7.16")], locate)


def test_two_releases_of_one_python_are_not_run_at_once(
    in_book: Book, asked: Callable[..., Asked], capsys: pytest.CaptureFixture[str]
) -> None:
    found = asked({})
    assert call("record", "--python", "3.7", "3.7.99") == 1
    assert "Python 3.7 is named twice" in capsys.readouterr().err
    assert found.calls == []
