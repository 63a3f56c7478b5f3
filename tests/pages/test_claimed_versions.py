"""Which versions a claim lets its sentence name: none that is one off."""

from pathlib import Path

import pytest

from bookcheck.pages.book import Book
from bookcheck.pages.claimed_versions import begins, ends, versions_allowed
from bookcheck.pages.claims import read_claim
from bookcheck.pages.version_sentences import check_versions
from bookcheck.pythons.python import Python
from tests.small_book import edit

PYTHONS = [Python(tag, tag + ".0") for tag in ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13")]
VERSIONS = [python.version for python in PYTHONS]


def allowed(role: str, text: str, *, begins: bool = False, ends: bool = False) -> str:
    claim = read_claim(role, text + " <basics.probe>", PYTHONS, Path("page.md"), 1)
    return " ".join("{}.{}".format(*version) for version in sorted(versions_allowed(claim, begins, ends, VERSIONS)))


@pytest.mark.parametrize(
    ("role", "text", "named", "beginning", "ending"),
    [
        ("since", "3.11", "3.11", "3.11", "3.10"),
        ("since", "3.13", "3.13", "3.13", "3.12"),
        ("until", "3.10", "3.10", "3.11", "3.10"),
        ("until", "3.12", "3.12", "3.13", "3.12"),
        ("during", "3.10-3.11", "3.10 3.11", "3.10 3.12", "3.9 3.11"),
        ("during", "3.10", "3.10", "3.10 3.11", "3.9 3.10"),
        ("during", "3.8-3.9", "3.8 3.9", "3.8 3.10", "3.9"),
        ("during", "3.12-3.13", "3.12 3.13", "3.12", "3.11 3.13"),
    ],
)
def test_a_claim_allows_the_versions_that_it_names_and_the_other_side_of_an_edge_in_the_words_for_it(
    role: str, text: str, named: str, beginning: str, ending: str
) -> None:
    assert allowed(role, text) == named
    assert allowed(role, text, begins=True) == beginning
    assert allowed(role, text, ends=True) == ending


def test_of_a_range_a_claim_allows_no_single_version() -> None:
    assert allowed("during", "3.10-3.11", begins=True, ends=True) == ""


@pytest.mark.parametrize(
    "words",
    [
        "since V", "Since Python V", "before V", "from CPython V", "as of V", "As of Python version V", "new in V",
        "New in version V", "added in V", "introduced with V", "removed in V", "starting with V", "older than V", "V+",
        "V and later", "V or newer", "V and above", "V, and later", "V onwards", "≥ V", "< V", ">=V",
    ],
)  # fmt: skip
def test_words_that_say_that_something_begins(words: str) -> None:
    before, _, after = words.partition("V")
    assert begins(before, after)
    assert not ends(before, after)


@pytest.mark.parametrize(
    "words",
    [
        "up to V", "Up to and including V", "until Python V", "through V", "after V", "later than V", "last in V",
        "V and earlier", "V or older", "V and below", "V, and before", "≤ V", "> V", "<=V",
    ],
)  # fmt: skip
def test_words_that_say_that_something_ends(words: str) -> None:
    before, _, after = words.partition("V")
    assert ends(before, after)
    assert not begins(before, after)


@pytest.mark.parametrize("words", ["in V", "on V alone", "V prints", "Python V and 3.12", "the newest, V,", "and V"])
def test_words_that_merely_name_a_version(words: str) -> None:
    before, _, after = words.partition("V")
    assert not begins(before, after)
    assert not ends(before, after)


SINCE = "{since}`3.8 <basics.assignment_expression>`"
UNTIL = "{until}`3.7 <basics.processor_clock>`"
DURING = "{during}`3.7 <basics.clock_and_async>`"


@pytest.mark.parametrize(
    "text",
    [
        "New in 3.7 " + SINCE + ".",
        "As of 3.7 it is there " + SINCE + ".",
        "In 3.7 it came " + SINCE + ".",
        "3.7 and later have it " + SINCE + ".",
        "Since 3.7 it is there " + SINCE + ".",
        "It was added in Python 3.7 " + SINCE + ".",
        "It is gone from 3.7 on " + UNTIL + ".",
        "3.8 still has it " + UNTIL + ".",
        "Until 3.8 it is there " + UNTIL + ".",
        "3.8 and earlier have it " + UNTIL + ".",
        "Only 3.6 has it " + DURING + ".",
        "Only 3.8 has it " + DURING + ".",
    ],
)
def test_a_sentence_that_is_one_version_off_is_refused(book: Book, text: str) -> None:
    edit(book.docs / "values.md", "# Values\n", "# Values\n\n" + text + "\n")
    (error,) = check_versions(Book(book.root))
    assert "without a proof" in error.problem
    assert error.line == 11
