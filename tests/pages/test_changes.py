"""What changed from one Python to the next, and the sentences that say why."""

from pathlib import Path

import pytest

from bookcheck.consistency import check_book
from bookcheck.pages.book import Book
from bookcheck.pages.changes import changes_title, find_changes
from bookcheck.programs.runner import Outcome, Step
from bookcheck.pythons.python import Python, find_python, load_pythons
from bookcheck.recordings.explanations import explanations, predecessor, steps, unexplained
from bookcheck.recordings.groups import output_groups
from bookcheck.recordings.recording import Recording
from tests.small_book import edit, write_recording, write_settings

LIST = "3.12 3.12.1\n3.13 3.13.15\n3.13t 3.13.15\n3.14 3.14.8\n3.14t 3.14.8\n3.14+jit 3.14.8\n3.14t+jit 3.14.8\n"


@pytest.fixture
def project(tmp_path: Path) -> Book:
    package = tmp_path / "src" / "chapter_examples" / "basics"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""Basics."""\n', encoding="utf-8")
    (package / "say.py").write_text('"""Say."""\n\nprint("so")\n', encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "pythons.txt").write_text(LIST, encoding="utf-8")
    return Book(write_settings(tmp_path))


def recorded(project: Book, *declared: str, pending: tuple[str, ...] = (), **outputs: str) -> Book:
    """Record what basics/say wrote by tag, ``_3_13`` for 3.13, with more lines in its declaration."""
    if declared:
        path = project.examples_root / "basics" / "say.py"
        lines = ["# book: " + line for line in declared]
        path.write_text(path.read_text(encoding="utf-8") + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    project = Book(project.root)
    example = project.examples["basics/say"]
    outcomes: dict[str, Outcome] = {}
    for name, output in outputs.items():
        tag = name.lstrip("_").replace("_jit", "+jit").replace("_", ".")
        outcomes[tag] = Outcome((Step("python say.py", output + "\n"),))
    write_recording(project, Recording(example.name, example.digest, outcomes, pending))
    return project


def changed(project: Book) -> list[str]:
    return [tag for tag, changes in find_changes(project).items() if changes.changed]


def test_each_python_is_compared_with_the_last_and_each_variant_with_what_it_is_a_variant_of(project: Book) -> None:
    assert [(before.tag, python.tag) for before, python in steps(load_pythons(project.list))] == [
        ("3.12", "3.13"),
        ("3.13", "3.13t"),
        ("3.13", "3.14"),
        ("3.14", "3.14t"),
        ("3.14", "3.14+jit"),
        ("3.14t", "3.14t+jit"),
    ]
    assert predecessor(Python("3.12", "3.12.1"), project.pythons) is None


def test_the_order_of_the_list_decides_nothing() -> None:
    pythons = (Python("3.14", "3.14.8"), Python("3.12", "3.12.1"), Python("3.13", "3.13.15"))
    assert [(before.tag, python.tag) for before, python in steps(pythons)] == [("3.13", "3.14"), ("3.12", "3.13")]


def test_an_output_that_differs_is_a_change_with_its_difference(project: Book) -> None:
    book = recorded(project, _3_12="same\nold", _3_13="same\nnew", _3_14="same\nnew", _3_14_jit="hot")
    assert changed(book) == ["3.13", "3.14+jit"]
    (change,) = find_changes(book)["3.13"].changed
    assert (change.example.name, change.sentence) == ("basics/say", "")
    assert change.text == "--- Python 3.12\n+++ Python 3.13\n@@ -1,2 +1,2 @@\n same\n-old\n+new"


def test_a_change_has_the_sentence_of_the_example(project: Book) -> None:
    book = recorded(project, "changed 3.13: `old` gave way.", _3_12="old", _3_13="new", _3_14="new")
    assert find_changes(book)["3.13"].changed[0].sentence == "`old` gave way."
    assert list(find_changes(book, find_python(book.pythons, "3.13", book.list))) == ["3.13"]


def test_an_example_that_runs_on_one_of_the_two_is_new_or_gone_with_the_reason(project: Book) -> None:
    book = recorded(project, "requires >=3.13: it is new", "requires <3.14: it is gone", _3_13="so")
    found = find_changes(book)
    assert [reason for _, reason in found["3.13"].new] == ["it is new"]
    assert [reason for _, reason in found["3.14"].gone] == ["it is gone"]
    assert not any(changes.changed for changes in found.values())


def test_what_is_pending_stale_or_not_recorded_is_no_change(project: Book) -> None:
    assert changed(recorded(project, pending=("3.13",), _3_12="old", _3_13="new", _3_14="new")) == []
    book = recorded(project, _3_12="old", _3_13="new", _3_14="new")
    edit(book.examples_root / "basics" / "say.py", '"so"', '"else"')
    assert changed(Book(book.root)) == []
    book.recording_path("basics/say").unlink()
    assert changed(Book(book.root)) == []


def test_claims_begin_and_end_where_they_say(small_book: Book) -> None:
    found = find_changes(small_book)
    begun = {tag: [claim.probe for claim in changes.begun] for tag, changes in found.items()}
    ended = {tag: [claim.probe for claim in changes.ended] for tag, changes in found.items()}
    assert (begun["3.7"], ended["3.7"]) == (["basics.clock_and_async"], [])
    first = "3.8"
    assert begun[first] == ["basics.assignment_expression"]
    assert sorted(ended[first]) == ["basics.clock_and_async", "basics.processor_clock"]
    assert [example.name for example, _ in found[first].new] == ["basics/longest_word"]
    assert [change.example.name for change in found["3.7"].changed] == ["basics/which_python"]


def test_titles_say_what_is_compared() -> None:
    titles = [changes_title(Python(tag, "")) for tag in ("3.14", "3.13t", "3.14+jit")]
    assert titles == [
        "What changed in Python 3.14",
        "What is different in Python 3.13 free-threaded",
        "What is different in Python 3.14 with the JIT",
    ]


def test_a_sentence_stands_with_the_older_of_its_two_groups(project: Book) -> None:
    book = recorded(
        project,
        "changed 3.13: It is new.",
        "changed 3.14: It is old again.",
        "changed 3.14+jit: It is hot.",
        _3_12="old",
        _3_13="new",
        _3_14="old",
        _3_14_jit="hot",
    )
    example = book.examples["basics/say"]
    groups = output_groups(book, example)
    assert [group.title for group in groups] == ["Python 3.12, 3.14", "Python 3.14+jit", "Python 3.13"]
    found = [[each.tag for each in sentences] for sentences in explanations(book, example, groups)]
    assert found == [[], ["3.14+jit"], ["3.13", "3.14"]]


def test_each_change_without_a_sentence_is_named_with_its_fix(project: Book) -> None:
    book = recorded(project, "changed 3.13: It is new.", _3_12="a", _3_13="b", _3_14="c", _3_14_jit="d")
    example = book.examples["basics/say"]
    errors = list(unexplained(book, example, book.load_recording(example)))
    assert [error.problem for error in errors] == [
        "nothing says why basics/say writes something else on Python 3.14 than on 3.13",
        "nothing says why basics/say writes something else on Python 3.14+jit than on 3.14",
    ]
    assert all(error.path == example.path for error in errors)
    assert errors[0].expected == "# book: changed 3.14: SENTENCE, in the last lines of the file"
    assert errors[0].fix is not None
    assert errors[0].fix.endswith("PYTHONPATH=src python3 -m bookcheck show basics/say")


def test_a_sentence_that_is_missing_is_the_only_mistake_because_it_changes_no_program(book: Book) -> None:
    edit(book.examples["basics/which_python"].path, "# book: changed 3.7: It says which it is.\n", "")
    (error,) = check_book(Book(book.root))
    assert error.problem == "nothing says why basics/which_python writes something else on Python 3.7 than on 3.6"
