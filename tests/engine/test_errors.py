"""What a mistake looks like to the author who made it."""

from pathlib import Path

import pytest

from bookcheck.errors import BookError, exit_status, near


def test_an_error_names_the_place_and_what_was_expected_found_and_mends_it() -> None:
    error = BookError("it is wrong", path=Path("docs/a.md"), line=7, expected="this", found="that", fix="do so")
    assert str(error).split("\n") == [
        "docs/a.md:7: it is wrong",
        "  expected: this",
        "  found:    that",
        "  fix:      do so",
    ]


def test_an_error_without_a_line_names_the_file_alone() -> None:
    assert str(BookError("it is wrong", path=Path("docs/a.md"))) == "docs/a.md: it is wrong"


def test_an_error_without_a_place_is_its_problem() -> None:
    assert str(BookError("it is wrong")) == "it is wrong"


def test_the_lines_of_what_was_found_stay_in_one_column() -> None:
    assert str(BookError("wrong", found="one\ntwo")).split("\n")[1:] == ["  found:    one", "            two"]


def test_near_names_are_suggested_best_first() -> None:
    assert near("tokens/find_coment", ["tokens/find_comments", "pipeline/line_by_line", "tokens/find_comment"]) == (
        "; did you mean tokens/find_comment or tokens/find_comments?"
    )


def test_nothing_is_suggested_when_nothing_is_near() -> None:
    assert near("zebra", ["tokens/find_comments"]) == ""


def test_a_command_ends_well_if_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_status(lambda: print("done")) == 0
    assert capsys.readouterr() == ("done\n", "")


def test_a_command_says_what_is_wrong_and_ends_badly(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise BookError("no book here", fix="go into its folder")

    assert exit_status(work) == 1
    assert capsys.readouterr() == ("", "no book here\n  fix:      go into its folder\n")
