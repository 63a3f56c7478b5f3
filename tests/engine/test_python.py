"""The list of Pythons, the running one, and conditions on them."""

import re
import sys
from pathlib import Path
from typing import Any, Sequence, Tuple

import pytest

from bookcheck.errors import BookError
from bookcheck.pythons.python import (
    Python,
    find_python,
    find_release,
    load_pythons,
    parse_python,
    read_key,
    release_key,
    span,
)
from bookcheck.pythons.running import jit_is_on, running_python, running_release, running_tag
from bookcheck.pythons.spec import Spec

LISTED = "3.8 3.8.18\n# a comment\n\n3.13  3.13.15  # another\n3.13t 3.13.15\n3.15 3.15.0rc1\n3.15+jit 3.15.0rc1\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "pythons.txt"
    path.write_text(text, encoding="utf-8")
    return path


def mistake(folder: Path, text: str) -> BookError:
    with pytest.raises(BookError) as caught:
        load_pythons(written(folder, text))
    return caught.value


def test_the_list_is_read_in_its_order_without_comments_and_blank_lines(tmp_path: Path) -> None:
    pythons = load_pythons(written(tmp_path, LISTED))
    assert [(python.tag, python.release) for python in pythons] == [
        ("3.8", "3.8.18"),
        ("3.13", "3.13.15"),
        ("3.13t", "3.13.15"),
        ("3.15", "3.15.0rc1"),
        ("3.15+jit", "3.15.0rc1"),
    ]


@pytest.mark.parametrize(
    ("tag", "base", "build", "free_threaded", "jit", "is_variant"),
    [
        ("3.8", "3.8", "3.8", False, False, False),
        ("3.13t", "3.13", "3.13t", True, False, True),
        ("3.15+jit", "3.15", "3.15", False, True, True),
        ("3.15t+jit", "3.15", "3.15t", True, True, True),
    ],
)
def test_a_tag_says_what_build_it_is(
    tag: str, base: str, build: str, free_threaded: bool, jit: bool, is_variant: bool
) -> None:
    python = Python(tag, base + ".1")
    assert (python.base, python.build, python.free_threaded, python.jit, python.is_variant) == (
        base,
        build,
        free_threaded,
        jit,
        is_variant,
    )
    assert python.version == (3, int(base[2:]))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("3.8\n", 1, "'' is not a release"),
        ("3.8 3.8.18 yes\n", 1, "'yes' is not 'kept'"),
        ("\n3,8 3.8.18\n", 2, "'3,8' is not a tag"),
        ("3.8 3.8\n", 1, "'3.8' is not a release"),
        ("3.8 3.9.18\n", 1, "release 3.9.18 is not a 3.8"),
        ("3.1 3.13.1\n", 1, "release 3.13.1 is not a 3.1"),
        ("3.8 3.8.18\n3.8 3.8.17\n", 2, "3.8 is listed twice"),
        ("3.8 kept\n", 1, "'kept' is not a release"),
        ("3.8 3.8.18 kept kept\n3.9 3.9.1\n", 1, "'kept kept' is not 'kept'"),
        ("3.13 3.13.15 kept\n3.13t 3.13.15\n3.14 3.14.1\n", 2, "the variant 3.13t is run and its base is kept"),
        ("3.13t 3.13.15\n3.13 3.13.15\n", 1, "the variant 3.13t comes before its base"),
    ],
)
def test_a_bad_line_of_the_list_is_named(tmp_path: Path, text: str, line: int, words: str) -> None:
    error = mistake(tmp_path, text)
    assert (error.path, error.line) == (tmp_path / "pythons.txt", line)
    assert words in error.problem
    assert "edit pythons.txt, line {}".format(line) == error.fix


@pytest.mark.parametrize(
    ("text", "tag", "release"),
    [
        ("3.9", "3.9", ""),
        ("3.13t", "3.13t", ""),
        ("3.13.0", "3.13", "3.13.0"),
        ("3.13.0t", "3.13t", "3.13.0"),
        ("3.15.0rc1+jit", "3.15+jit", "3.15.0rc1"),
        ("3.14.2t+jit", "3.14t+jit", "3.14.2"),
    ],
)
def test_a_key_is_of_one_python(text: str, tag: str, release: str) -> None:
    assert read_key(text) == Python(tag, release)


@pytest.mark.parametrize("text", ["", "3", "3.", "3.13.", "3.13.0.1", "3.13jit", "3.13u", "v3.13", "3.13.0rc", " 3.13"])
def test_anything_else_is_not_a_key(text: str) -> None:
    with pytest.raises(ValueError, match="is neither a tag such as"):
        read_key(text)


def test_an_empty_list_is_a_mistake(tmp_path: Path) -> None:
    assert "is empty" in mistake(tmp_path, "# nothing\n").problem


def test_a_list_of_pythons_that_are_all_kept_is_a_mistake(tmp_path: Path) -> None:
    assert "has none that is run" in mistake(tmp_path, "3.8 3.8.18 kept\n").problem


def test_a_line_may_say_that_a_python_is_kept(tmp_path: Path) -> None:
    text = "3.8 3.8.18  kept  # left support\n3.13 3.13.15\n3.13t 3.13.15 kept\n"
    assert [python.kept for python in load_pythons(written(tmp_path, text))] == [True, False, True]


def test_releases_are_sorted_by_their_age() -> None:
    releases = ["3.9.18", "3.10.0a7", "3.10.0b1", "3.10.0rc1", "3.10.0rc2", "3.10.0", "3.10.2", "3.10.13", "3.15.0"]
    assert sorted(sorted(releases), key=release_key) == releases


@pytest.mark.parametrize(
    ("name", "tag", "release"),
    [
        ("3.13", "3.13", "3.13.15"),
        ("3.13.16", "3.13", "3.13.16"),
        ("3.13.4t", "3.13t", "3.13.4"),
        ("3.15.1+jit", "3.15+jit", "3.15.1"),
        ("3.15.0rc2", "3.15", "3.15.0rc2"),
    ],
)
def test_a_python_is_named_by_its_tag_or_by_an_exact_release(tmp_path: Path, name: str, tag: str, release: str) -> None:
    path = written(tmp_path, LISTED)
    assert find_release(load_pythons(path), name, path) == Python(tag, release, exact=name != tag)


@pytest.mark.parametrize(("name", "tag"), [("3.14.1", "3.14"), ("3.8.18t", "3.8t"), ("3.13.x", "3.13.x")])
def test_a_release_of_no_python_of_the_list_is_a_mistake(tmp_path: Path, name: str, tag: str) -> None:
    path = written(tmp_path, LISTED)
    with pytest.raises(BookError, match="Python '{}' is not in the list".format(re.escape(tag))):
        find_release(load_pythons(path), name, path)


def test_a_list_that_is_no_utf8_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "pythons.txt").write_bytes(b"3.8 3.8.18 # \xff\n")
    with pytest.raises(BookError, match="cannot be read"):
        load_pythons(tmp_path / "pythons.txt")


def test_a_missing_list_is_a_mistake_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="cannot be read") as caught:
        load_pythons(tmp_path / "pythons.txt")
    assert caught.value.path == tmp_path / "pythons.txt"


@pytest.mark.parametrize("tag", ["3", "3.13T", "3.13+JIT", "v3.13", "3.13 t", "3.13t+jit+jit"])
def test_a_misspelled_tag_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="is not a tag"):
        parse_python(tag, "3.13.1")


def test_the_running_python_is_named_as_the_list_does() -> None:
    assert parse_python(running_tag(), running_release()).version == sys.version_info[:2]
    assert running_release() == "{}.{}.{}".format(*sys.version_info[:3]) or sys.version_info.releaselevel != "final"


def test_the_jit_is_part_of_the_running_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    class Jit:
        @staticmethod
        def is_enabled() -> bool:
            return True

    monkeypatch.setattr(sys, "_jit", Jit, raising=False)
    assert jit_is_on()
    assert running_tag().endswith("+jit")


def test_a_prerelease_is_spelled_as_in_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    class Version(Tuple[Any, ...]):
        releaselevel = "candidate"
        serial = 2

    monkeypatch.setattr(sys, "version_info", Version((3, 16, 0, "candidate", 2)))
    assert running_release() == "3.16.0rc2"


def test_the_running_python_is_found_in_the_list() -> None:
    here = Python(running_tag(), "3.99.1")
    assert running_python((Python("3.7", "3.7.1"), here), Path("pythons.txt")) is here


def test_a_running_python_that_is_not_in_the_list_is_told_how_to_be_added() -> None:
    with pytest.raises(BookError) as caught:
        running_python((Python("3.7", "3.7.1"),), Path("pythons.txt"))
    message = str(caught.value)
    assert "Python {} is not one of the book's".format(running_tag()) in message
    assert "make record V={}".format(running_tag()) in message
    assert "'{}  {}'".format(running_tag(), running_release()) in message


def test_an_unknown_tag_suggests_the_near_ones_and_lists_all(tmp_path: Path) -> None:
    with pytest.raises(BookError) as caught:
        find_python(load_pythons(written(tmp_path, LISTED)), "3.13+jit", tmp_path / "pythons.txt")
    assert "did you mean" in caught.value.problem
    assert caught.value.expected == "one of 3.8 3.13 3.13t 3.15 3.15+jit"


@pytest.mark.parametrize(
    ("spec", "tags"),
    [
        (">=3.13", "3.13 3.13t 3.15 3.15+jit"),
        (">3.13", "3.15 3.15+jit"),
        ("<3.13", "3.8"),
        ("<=3.13", "3.8 3.13 3.13t"),
        ("==3.13", "3.13 3.13t"),
        (">=3.9 <3.15", "3.13 3.13t"),
        ("free-threaded", "3.13t"),
        ("gil", "3.8 3.13 3.15 3.15+jit"),
        ("jit", "3.15+jit"),
        ("no-jit >=3.13", "3.13 3.13t 3.15"),
    ],
)
def test_every_term_of_a_condition_must_hold(tmp_path: Path, spec: str, tags: str) -> None:
    pythons = load_pythons(written(tmp_path, LISTED))
    assert " ".join(python.tag for python in pythons if Spec(spec).matches(python)) == tags


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ("", "is empty"),
        ("  ", "is empty"),
        ("3.11", "'3.11' is not a condition"),
        (">= 3.11", "'>=' is not a condition"),
        (">=3", "'>=3' is not a condition"),
        ("=>3.11", "'=>3.11' is not a condition"),
        ("!=3.11", "'!=3.11' is not a condition"),
        (">=3.11,<3.14", "'>=3.11,<3.14' is not a condition"),
        ("free_threaded", "did you mean free-threaded"),
        ("nojit", "did you mean no-jit"),
    ],
)
def test_a_misspelled_condition_is_refused(spec: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        Spec(spec)


KNOWN = ("3.8", "3.9", "3.10", "3.11", "3.13", "3.13t", "3.14", "3.14+jit")


@pytest.mark.parametrize(
    ("tags", "words"),
    [
        ((), ""),
        (("3.9",), "3.9"),
        (("3.8", "3.9"), "3.8–3.9"),
        (("3.8", "3.9", "3.10", "3.13"), "3.8–3.10, 3.13"),
        (("3.10", "3.9", "3.8"), "3.8–3.10"),
        (("3.11", "3.13"), "3.11–3.13"),
        (("3.13", "3.13t", "3.14"), "3.13–3.14, 3.13t"),
        (("3.13t", "3.14+jit"), "3.13t, 3.14+jit"),
        (KNOWN, "3.8–3.14, 3.13t, 3.14+jit"),
    ],
)
def test_a_span_joins_neighbours_of_the_list_and_names_variants(tags: Sequence[str], words: str) -> None:
    assert span(tags, KNOWN) == words


def test_a_span_names_an_exact_release() -> None:
    assert span(("3.13", "3.13.0"), KNOWN) == "3.13, 3.13.0"


def test_a_line_names_other_releases_that_are_run() -> None:
    assert parse_python("3.13", "3.13.15", "also", "3.13.0", "3.13.18").also == ("3.13.0", "3.13.18")


@pytest.mark.parametrize("words", [("also",), ("also", "3.12.0"), ("also", "3.13"), ("also", "3.13.15"), ("kept", "x")])
def test_a_release_that_is_no_other_one_of_the_version_is_refused(words: "tuple[str, ...]") -> None:
    with pytest.raises(ValueError, match=r"release|is not"):
        parse_python("3.13", "3.13.15", *words)
