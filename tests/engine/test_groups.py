"""Outputs as a reader sees them: which Pythons stand together, in what order, and how each of them ended."""

from dataclasses import replace
from pathlib import Path
from typing import Callable, Dict, List, Tuple

import pytest

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Outcome, Step
from bookcheck.recordings.groups import Group, output_groups, refusals
from bookcheck.recordings.recording import Recording
from tests.small_book import write_recording, write_settings

PYTHONS = "3.11 3.11.7\n3.12 3.12.1\n3.13 3.13.15\n3.13t 3.13.15\n3.14 3.14.8\n3.14+jit 3.14.8\n"

Record = Callable[..., Tuple[Group, ...]]


def wrote(output: str, status: int = 0) -> Outcome:
    return Outcome((Step("python say.py", output, status),))


@pytest.fixture
def project(tmp_path: Path) -> Book:
    package = tmp_path / "src" / "chapter_examples" / "basics"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""Basics."""\n', encoding="utf-8")
    (package / "say.py").write_text('"""Say."""\n\nprint("so")\n', encoding="utf-8")
    (tmp_path / "pythons.txt").write_text(PYTHONS, encoding="utf-8")
    return Book(write_settings(tmp_path))


@pytest.fixture
def record(project: Book) -> Record:
    """Record what the program wrote, by key, and return the groups."""

    def as_recorded(outcomes: Dict[str, Outcome], pending: Tuple[str, ...] = ()) -> Tuple[Group, ...]:
        example = project.examples["basics/say"]
        write_recording(project, Recording(example.name, example.digest, outcomes, pending))
        return output_groups(project, example)

    return as_recorded


def titles(groups: Tuple[Group, ...]) -> List[str]:
    return [group.title for group in groups]


def test_the_newest_stand_first(record: Record) -> None:
    old, new = wrote("old\n"), wrote("new\n")
    groups = record({"3.11": old, "3.12": old, "3.13": new, "3.14": new})
    assert titles(groups) == ["Python 3.13–3.14", "Python 3.11–3.12"]
    assert groups[0].tags == ("3.13", "3.13t", "3.14", "3.14+jit")


def test_a_variant_is_named_only_where_it_differs_from_its_base(record: Record) -> None:
    usual = wrote("so\n")
    base = {"3.11": usual, "3.12": usual, "3.13": usual, "3.14": usual}
    assert titles(record(base)) == ["Python 3.11–3.14"]
    assert titles(record({**base, "3.13t": wrote("not so\n")})) == ["Python 3.11–3.14", "Python 3.13t"]


def test_a_variant_alone_comes_after_its_base_and_before_what_is_older(record: Record) -> None:
    old, new = wrote("old\n"), wrote("new\n")
    groups = record({"3.11": old, "3.12": old, "3.13": new, "3.14": new, "3.14+jit": wrote("hot\n")})
    assert titles(groups) == ["Python 3.13–3.14", "Python 3.14+jit", "Python 3.11–3.12"]


def test_a_release_of_its_own_is_named(record: Record) -> None:
    old, new = wrote("old\n"), wrote("new\n")
    groups = record({"3.11": old, "3.12": old, "3.13.0": old, "3.13": new, "3.14": new})
    assert titles(groups) == ["Python 3.13–3.14", "Python 3.11–3.12, 3.13.0"]
    assert groups[1].releases == ("3.11.7", "3.12.1", "3.13.0")


def test_neighbours_that_differ_are_not_joined(record: Record) -> None:
    odd, even = wrote("odd\n"), wrote("even\n")
    assert titles(record({"3.11": odd, "3.12": even, "3.13": odd, "3.14": even})) == [
        "Python 3.12, 3.14",
        "Python 3.11, 3.13",
    ]


def test_what_is_pending_or_stale_is_left_out(record: Record, project: Book) -> None:
    usual = wrote("so\n")
    base = {"3.11": usual, "3.12": usual, "3.13": usual, "3.14": usual}
    assert titles(record(base, pending=("3.12",))) == ["Python 3.11, 3.13–3.14"]
    example = project.examples["basics/say"]
    write_recording(project, replace(project.load_recording(example), program="0" * 16))
    assert output_groups(project, example) == ()


def test_a_group_says_how_its_last_failing_command_ended(record: Record) -> None:
    well, ill = wrote("so\n"), wrote("so\n", 3)
    groups = record({"3.11": ill, "3.12": well, "3.13": well, "3.14": well})
    assert [group.ending for group in groups] == [None, "exit status 3"]


def test_refusals_are_gathered_by_reason(small_book: Book) -> None:
    assert list(refusals(small_book, small_book.examples["basics/longest_word"])) == [
        "assignment expressions are new in 3.8"
    ]
    assert refusals(small_book, small_book.examples["basics/say_hello"]) == {}
