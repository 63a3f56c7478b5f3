"""Recording and checking: what changes in a recording, what never does, and what is refused."""

import errno
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import List, Optional

import pytest

from bookcheck.consistency import check_without_pages
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome, Runner, Step
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.recordings.comparison import as_text, check_program, difference
from bookcheck.recordings.recorder import make_runner, record
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.recording_file import read_recording
from tests.small_book import ROOT, MakeExample, Pretended, edit, with_output, write_recording


def program(project: Book, name: str = "basics/say_hello") -> Example:
    return Book(project.root).programs[name]


def file_of(project: Book, name: str = "basics/say_hello") -> Path:
    return project.recording_path(name)


def load(project: Book, name: str = "basics/say_hello") -> Recording:
    return project.load_recording(program(project, name))


def mistake(project: Book, runner: Runner, name: str = "basics/say_hello") -> BookError:
    before = file_of(project, name).read_bytes() if file_of(project, name).exists() else None
    with pytest.raises(BookError) as caught:
        record(project, program(project, name), runner)
    after = file_of(project, name).read_bytes() if file_of(project, name).exists() else None
    assert before == after, "a refused recording stays as it was"
    assert sorted(path.name for path in project.recordings.iterdir()) == ["basics", "builds.txt"]
    assert not [path for path in file_of(project).parent.iterdir() if path.suffix != ".txt"]
    return caught.value


def record_as(project: Book, python: Python, output: str) -> bool:
    """Record ``output`` as what the program wrote on ``python``, as if that ran."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bookcheck.recordings.recorder.running_release", lambda: python.release)
        return record(project, program(project), Pretended(python, output))


@pytest.fixture
def others(book: Book, runner: Runner) -> List[str]:
    """The tags of the small book's other Pythons."""
    return [python.tag for python in book.pythons if python.tag != runner.python.tag]


def test_recording_again_writes_nothing(book: Book, runner: Runner) -> None:
    for name in ("basics/say_hello", "basics/claims"):
        before = file_of(book, name).stat().st_mtime_ns
        assert not record(book, program(book, name), runner)
        assert file_of(book, name).stat().st_mtime_ns == before


def test_a_first_recording_leaves_the_other_pythons_pending(book: Book, runner: Runner, others: List[str]) -> None:
    file_of(book).unlink()
    assert record(book, program(book), runner)
    assert (list(load(book).outcomes), sorted(load(book).pending)) == ([runner.python.tag], sorted(others))


def test_a_program_runs_eight_times_before_it_is_recorded(book: Book, runner: Runner) -> None:
    pretended = Pretended(runner.python, "a\n")
    record(book, program(book), pretended)
    assert pretended.runs == 8


def test_output_that_changes_between_two_runs_is_refused_with_the_difference(book: Book, runner: Runner) -> None:
    error = mistake(book, Pretended(runner.python, "same\none\n", "same\ntwo\n"))
    assert "does not write the same twice" in error.problem
    assert "-one" in str(error.found)
    assert "+two" in str(error.found)
    assert "# book: normalize" in str(error.fix)


@pytest.mark.parametrize(
    "statement", ["print({'a', 'b', 'c', 'd', 'e'})", "print(hash('a'))", "import os; print(os.urandom(4))"]
)
def test_output_that_depends_on_chance_is_refused(book: Book, runner: Runner, statement: str) -> None:
    edit(program(book).path, 'for name in ["Ada", "Grace"]:', statement + '\n\nfor name in ["Ada", "Grace"]:')
    assert "does not write the same twice" in mistake(book, runner).problem


def test_an_output_that_changes_moves_only_the_tag_of_this_python(
    book: Book, runner: Runner, others: List[str]
) -> None:
    before = load(book)
    changed = Pretended(runner.python, "changed\n")
    assert record(book, program(book), changed)
    after = load(book)
    assert after.look_up(runner.python) == changed.run(program(book))
    assert after.pending == ()
    assert [after.look_up(python) for python in book.pythons if python.tag in others] == [
        before.look_up(python) for python in book.pythons if python.tag in others
    ]


def test_a_program_that_changed_is_pending_elsewhere_and_keeps_the_old_text_till_then(
    book: Book, runner: Runner, others: List[str]
) -> None:
    before = load(book)
    edit(program(book).path, '"Ada"', '"Alan"')
    assert record(book, program(book), runner)
    after = load(book)
    assert sorted(after.pending) == sorted(others)
    outcome = after.look_up(runner.python)
    assert outcome is not None
    assert outcome.steps[0].output == "Hello, Alan!\nHello, Grace!\n"
    assert after.outcomes["3.6"] == before.look_up(Python("3.6", "3.6.15"))
    assert not record(book, program(book), runner), "what is pending elsewhere does not make this Python run again"


def test_a_recording_changed_by_hand_is_mended_and_pending_elsewhere(
    book: Book, runner: Runner, others: List[str]
) -> None:
    good = file_of(book).read_bytes()
    edit(file_of(book), "    Hello, Ada!", "    Hello, Eve!")
    assert record(book, program(book), runner)
    assert sorted(load(book).pending) == sorted(others)
    assert any("is not recorded for Python 3.6" in str(error) for error in check_without_pages(Book(book.root)))
    for python in book.pythons:
        record_as(book, python, "Hello, Ada!\nHello, Grace!\n")
    assert file_of(book).read_bytes() == good


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense\n",
        b"# Made by\n# program 0123456789abcdef\n# sections 0123456789abcdef\nnonsense\n",
        b"# Made by\n# program 0123456789abcdef\n# sections 0123456789abcdef\n=== 3.6 3.6\n$ a\n",
        b"\xff\xfe\n",
    ],
    ids=["empty", "no header", "no section", "twice", "no UTF-8"],
)
def test_a_recording_that_does_not_read_is_made_anew(
    book: Book, runner: Runner, others: List[str], data: bytes
) -> None:
    file_of(book).write_bytes(data)
    with pytest.raises(BookError) as caught:
        load(book)
    assert caught.value.fix == "make record E=basics/say_hello"
    assert record(book, program(book), runner)
    assert (list(load(book).outcomes), sorted(load(book).pending)) == ([runner.python.tag], sorted(others))


def test_a_merge_conflict_is_left_to_the_author(book: Book, runner: Runner) -> None:
    edit(file_of(book), "=== ", "<<<<<<< HEAD\n=== ")
    assert "merge conflict" in mistake(book, runner).problem


def test_an_example_is_not_run_where_it_does_not_run(book: Book, runner: Runner) -> None:
    file_of(book, "basics/longest_word").unlink()
    pretended = Pretended(Python("3.6", "3.6.15"), "a\n")
    assert not record(book, program(book, "basics/longest_word"), pretended)
    assert (pretended.runs, file_of(book, "basics/longest_word").exists()) == (0, False)


def test_a_python_on_which_the_example_no_longer_runs_goes_from_the_recording(book: Book, runner: Runner) -> None:
    edit(program(book, "basics/longest_word").path, ">=3.8: assignment", ">=3.9: assignment")
    if running_tag() == "3.8":  # the program does run here
        with pytest.raises(BookError, match="so its `requires` is false"):
            record(book, program(book, "basics/longest_word"), runner)
    else:
        record(book, program(book, "basics/longest_word"), runner)
        assert "3.8" not in load(book, "basics/longest_word").outcomes


def test_a_python_that_joins_the_list_and_writes_the_same_changes_no_recording(book: Book, runner: Runner) -> None:
    with book.list.open("a") as stream:
        stream.write("3.99 3.99.1\n")
    project = Book(book.root)
    joined = project.pythons[-1]
    for each in project.programs.values():
        outcome = project.load_recording(each).look_up(runner.python)
        assert outcome is not None
        before = file_of(project, each.name).read_bytes()
        write_recording(
            project, project.load_recording(each).with_outcome(joined, joined.release, outcome, project.pythons)
        )
        assert file_of(project, each.name).read_bytes() == before


def test_a_python_that_joins_the_list_and_writes_something_else_adds_its_section_alone(book: Book) -> None:
    with book.list.open("a") as stream:
        stream.write("3.99 3.99.1\n")
    project = Book(book.root)
    before = file_of(project).read_text(encoding="utf-8").split("\n")[3:]
    joined, other = project.pythons[-1], Outcome((Step("python say_hello.py", "Bye\n"),))
    write_recording(project, load(project).with_outcome(joined, joined.release, other, project.pythons))
    after = file_of(project).read_text(encoding="utf-8").split("\n")[3:]
    assert after == [*before[:-1], "=== 3.99", "$ python say_hello.py", "    Bye", ""]


def test_a_python_that_leaves_hands_its_outcome_to_the_one_after_it(book: Book, runner: Runner) -> None:
    lines = book.list.read_text(encoding="utf-8").splitlines(keepends=True)
    book.list.write_text("".join(line for line in lines if not line.startswith("3.6")), encoding="utf-8")
    before = load(book)
    project = Book(book.root)
    assert next(iter(before.outcomes)) == "3.6"
    record(project, program(project), runner)
    assert next(iter(load(project).outcomes)) == "3.7"
    assert load(project).look_up(Python("3.7", "")) == before.look_up(Python("3.7", ""))


def test_another_release_is_recorded_beside_the_one_of_the_list_where_it_differs(book: Book) -> None:
    tag = running_tag()
    listed = Python(tag, running_release().rpartition(".")[0] + ".99")
    same = load(book).look_up(listed)
    assert same is not None
    record(book, program(book), Pretended(listed, same.steps[0].output))
    key = running_release() + tag[len(listed.base) :]
    assert key not in load(book).outcomes
    record(book, program(book), Pretended(listed, "other\n"))
    assert key in load(book).outcomes
    assert load(book).look_up(listed) == same


def test_another_release_cannot_stand_for_one_that_is_pending(book: Book, runner: Runner) -> None:
    edit(program(book).path, '"Ada"', '"Alan"')
    listed = Python(running_tag(), running_release().rpartition(".")[0] + ".99")
    error = mistake(book, Pretended(listed, "a\n"))
    assert "cannot be recorded with this release" in error.problem
    assert listed.release in str(error.expected)
    assert error.found == "Python " + running_release()


def test_a_section_of_another_release_does_not_outlive_its_program(book: Book, runner: Runner) -> None:
    recording = load(book)
    outcome = recording.look_up(runner.python)
    assert outcome is not None
    odd = recording.with_outcome(Python("3.6", "3.6.15"), "3.6.0", with_output(outcome, "old\n"), book.pythons)
    write_recording(book, odd)
    assert "3.6.0" in load(book).outcomes
    edit(program(book).path, '"Ada"', '"Alan"')
    record(book, program(book), runner)
    for python in book.pythons:
        record_as(book, python, "new\n")
    assert load(book).pending == ()
    assert load(book).look_up(Python("3.6", "3.6.15"), "3.6.0") == load(book).look_up(Python("3.6", "3.6.15"))


@pytest.mark.skipif(os.name == "nt", reason="reads and writes a pipe in turn")
def test_two_that_record_at_once_lose_nothing_of_each_others(book: Book) -> None:
    names = ["basics/say_hello", "basics/which_python"]
    tags = [running_tag(), "3.6"]
    processes = [
        subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "record_at_once.py"), tag, *names],
            cwd=str(book.root),
            env=dict(os.environ, PYTHONPATH=os.pathsep.join([str(ROOT / "src"), str(ROOT)])),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for tag in tags
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.flush()
    assert [process.communicate(timeout=60)[1] for process in processes] == [b"", b""]
    for name in names:
        for python in book.pythons:
            if python.tag in tags:
                outcome = load(book, name).look_up(python)
                assert outcome is not None
                assert outcome.steps[0].output == "{} 11\n".format(python.tag)


def test_a_full_disk_is_a_mistake_that_loses_nothing(
    book: Book, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    error = mistake(book, Pretended(runner.python, "changed\n"))
    assert error.path == file_of(book)
    assert "No space left" in str(error.found)


def test_a_folder_that_cannot_be_written_is_a_mistake(book: Book, runner: Runner, tmp_path: Path) -> None:
    project = Book(book.root)
    project.recordings = tmp_path / "file" / "recordings"
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(BookError) as caught:
        record(project, program(book), Pretended(runner.python, "changed\n"))
    assert "cannot be written" in caught.value.problem


def test_what_agrees_with_its_recording_passes(book: Book, runner: Runner) -> None:
    for each in book.programs.values():
        check_program(book, each, runner)


@pytest.mark.parametrize(
    "change", ["the output", "the ending", "one step of two", "nothing is recorded", "pending", "the program"]
)
def test_what_does_not_agree_with_its_recording_is_a_mistake(book: Book, runner: Runner, change: str) -> None:
    name = {"the ending": "basics/divide_by_zero", "one step of two": "basics/count_words"}.get(
        change, "basics/say_hello"
    )
    recording = load(book, name)
    outcome = recording.look_up(runner.python)
    assert outcome is not None
    words: Optional[str] = "does not do on Python {} ({})".format(runner.python.tag, running_release())
    if change == "nothing is recorded":
        recording, words = replace(recording, outcomes={"3.99": outcome}), "is not recorded for Python " + running_tag()
    elif change == "pending":
        recording, words = replace(recording, pending=(running_tag(),)), "is not recorded for Python " + running_tag()
    elif change == "the program":
        recording, words = replace(recording, program="0" * 16), "has changed since it was recorded"
    else:
        last = replace(outcome.steps[-1], **({"status": 2} if change == "the ending" else {"output": "x\n"}))
        altered = Outcome((*outcome.steps[:-1], last))
        recording = recording.with_outcome(runner.python, runner.python.release, altered, book.pythons)
    write_recording(book, recording)
    with pytest.raises(BookError) as caught:
        check_program(book, program(book, name), runner)
    assert caught.value.path == file_of(book, name)
    assert str(words) in caught.value.problem
    narrowed = "" if change == "the program" else "V={} ".format(running_tag())
    assert "make record {}E={}".format(narrowed, name) in str(caught.value.fix).split("\n")[0]


def test_the_difference_names_what_was_recorded_and_what_was_found(book: Book, runner: Runner) -> None:
    edit(program(book).path, '"Ada"', '"Alan"')
    altered = replace(load(book), program=program(book).digest)
    write_recording(book, altered)
    with pytest.raises(BookError) as caught:
        check_program(book, program(book), runner)
    found = str(caught.value.found).strip().split("\n")
    assert found[0] == "--- recorded with {} [{}]".format(runner.python.release, altered.key(runner.python))
    assert re.fullmatch(r"\+\+\+ found with {}, hash seed \d+".format(re.escape(running_release())), found[1])
    assert "-Hello, Ada!" in found
    assert "+Hello, Alan!" in found


def test_an_ending_is_part_of_a_difference(module: MakeExample) -> None:
    old, new = (Outcome((Step("python a.py", "a", status),)) for status in (0, 3))
    assert as_text(new) == ["$ python a.py", "a", "[exit status 3]"]
    text = difference(module("print()", name="a"), (old, "old"), (new, "new"))
    assert text.split("\n")[-2:] == ["-(ends well)", "+(ends with exit status 3)"]


def test_a_last_line_without_its_end_is_part_of_a_difference(module: MakeExample) -> None:
    old, new = (Outcome((Step("python a.py", output),)) for output in ("a\n", "a"))
    text = difference(module("print()", name="a"), (old, "old"), (new, "new"))
    assert "only one of the two has a newline at the end" in text


def test_a_python_that_is_not_in_the_list_records_nothing(book: Book) -> None:
    book.list.write_text("3.6 3.6.15\n")
    with pytest.raises(BookError, match="is not one of the book's"):
        make_runner(Book(book.root))


def test_a_runner_is_of_the_running_python(book: Book, runner: Runner) -> None:
    made = make_runner(book)
    assert made.python.tag == running_tag()
    assert read_recording(file_of(book), "basics/say_hello").look_up(made.python) == made.run(program(book))


def exclude(project: Book, condition: str) -> Book:
    """Exclude the running Python from the greeting, and keep its outcome recorded for the others."""
    outcome = load(project).outcomes["3.6"]
    path = program(project).path
    path.write_text(path.read_text(encoding="utf-8") + "\n\n# book: requires {}\n".format(condition), encoding="utf-8")
    changed = Book(project.root)
    example = changed.programs["basics/say_hello"]
    write_recording(changed, Recording(example.name, example.digest, {"3.6": outcome, "3.7": outcome}))
    return changed


@pytest.mark.parametrize("condition", ["<3.8: it is old", ">=3.6 <3.8: it is old", "==3.7: it is old"])
def test_an_example_that_does_the_same_where_it_is_excluded_is_a_mistake(
    book: Book, runner: Runner, condition: str
) -> None:
    changed = exclude(book, condition)
    for act in (check_program, record):
        with pytest.raises(BookError) as caught:
            act(changed, changed.programs["basics/say_hello"], runner)
        problem = "basics/say_hello does on Python {} exactly what it does on 3.6".format(runner.python.tag)
        assert problem in caught.value.problem
        assert caught.value.line == len(program(changed).path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    "line",
    [
        "raise SystemExit(3)",
        "import sys; print(sys.version)",
        "import no_such_module",
        "while True: print('x' * 1000)",
        "print(b'\\xff'.decode('latin-1').encode(), flush=True); import os; os.write(1, b'\\xff')",
    ],
)
def test_an_example_that_does_something_else_where_it_is_excluded_passes(book: Book, runner: Runner, line: str) -> None:
    changed = exclude(book, "<3.8: it is old")
    edit(program(changed).path, 'for name in ["Ada", "Grace"]:', line + '\n\nfor name in ["Ada", "Grace"]:')
    assert record(changed, program(changed), runner) is False
    check_program(changed, program(changed), runner)


def test_what_ends_otherwise_than_declared_only_there_is_the_same_all_the_same(book: Book, runner: Runner) -> None:
    outcome = load(book).outcomes["3.6"]
    path = program(book).path
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n\nraise SystemExit(3)\n\n# book: requires <3.8: it is old\n# book: exit 3 on <3.8\n")
    changed = Book(book.root)
    example = changed.programs["basics/say_hello"]
    ended = Outcome((replace(outcome.steps[0], status=3),))
    write_recording(changed, Recording(example.name, example.digest, {"3.6": ended, "3.7": ended}))
    with pytest.raises(BookError, match=r"exactly what it does on 3\.6"):
        check_program(changed, example, runner)


def test_a_check_that_fails_names_its_seed_and_repeats_with_it(
    book: Book, runner: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(program(book).path, 'for name in ["Ada", "Grace"]:', 'for name in {"Ada", "Grace", "Alan", "Edsger", "Tony"}:')
    changed = Book(book.root)
    example = changed.programs["basics/say_hello"]
    recorded = load(changed)
    write_recording(changed, replace(recorded, program=example.digest))
    said = []
    for seed in ("4711", "4711", "4712"):
        monkeypatch.setenv("BOOK_SEED", seed)
        with pytest.raises(BookError) as caught:
            check_program(changed, example, runner)
        assert "hash seed {}\n".format(seed) in str(caught.value.found)
        assert "BOOK_SEED={} make test V={}".format(seed, runner.python.tag) in str(caught.value.fix)
        said.append(str(caught.value))
    assert said[0] == said[1] != said[2]


def test_a_program_that_edits_the_book_is_refused(book: Book, runner: Runner) -> None:
    page = book.docs / "values.md"
    edit(
        program(book).path,
        'for name in ["Ada", "Grace"]:',
        "open({!r}, 'a').write('x')\n\nfor name in ['Ada']:".format(str(page)),
    )
    assert "files of the book changed while basics/say_hello ran" in mistake(book, runner).problem
