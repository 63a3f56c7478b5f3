"""The gate on sentences that name a version: what counts as a proof, what as a version, what as a sentence."""

from pathlib import Path

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.page_reader import parse_page
from bookcheck.pages.statements import statements
from bookcheck.pages.version_sentences import check_versions, mentions
from bookcheck.pythons.python import Python
from tests.small_book import edit, listed_pythons

LIST = [Python(tag, tag + ".0") for tag in ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.13t")]
SINCE = "{since}`3.8 <basics.assignment_expression>`"
UNTIL = "{until}`3.7 <basics.processor_clock>`"
DURING = "{during}`3.7 <basics.clock_and_async>`"


def errors_for(book: Book, text: str) -> list[BookError]:
    """What the gate says of the small book with ``text`` at line 11 of the page of values."""
    edit(book.root / "docs" / "values.md", "# Values\n", "# Values\n\n" + text + "\n")
    return list(check_versions(Book(book.root)))


def below_the_output(book: Book, text: str) -> list[BookError]:
    """The same with ``text`` at the end, below the example that prints another line on each Python."""
    path = book.root / "docs" / "values.md"
    path.write_text(path.read_text(encoding="utf-8") + "\n" + text + "\n", encoding="utf-8")
    return list(check_versions(Book(book.root)))


def test_a_sentence_without_proof_is_reported_with_its_line_its_words_and_a_cure(book: Book) -> None:
    (error,) = errors_for(book, "All is well.\nSince 3.8 it is\nbetter. Well, yes.")
    assert (error.path, error.line) == (book.docs / "values.md", 12)
    assert error.problem == "a sentence names 3.8 without a proof"
    assert error.found == "Since 3.8 it is better."
    assert error.expected is not None
    assert "a claim that begins or ends there, or a source" in error.expected
    assert error.fix is not None
    assert "{since}`…`" in error.fix


@pytest.mark.parametrize(
    "text",
    [
        "Since 3.8 it is so " + SINCE + ".",
        "Before 3.8 it was not " + SINCE + ".",
        "Up to 3.7 it is otherwise " + SINCE + ".",
        "In 3.8 it changed " + SINCE + ".",
        "On 3.7 and older it is so " + UNTIL + ".",
        "From 3.6 to 3.7 it is so " + UNTIL + ".",
        "Python 3.6–3.7 has it " + UNTIL + ".",
        "3.7 has it, as you see " + DURING + ".",
        "| version | what |\n|---|---|\n| 3.8 | here " + SINCE + " |",
        "| version | source |\n|---|---|\n| 3.7 | [new](https://docs.python.org/3/whatsnew/3.7.html) |",
        "## What 3.8 brought\n\nIt is new " + SINCE + ".",
        "The mark `3.7+` is one of the book {about}`book`.",
        "- An item: since 3.8 " + SINCE + ".",
        "| old | new |\n|---|---|\n| up to 3.7 | here " + SINCE + " |",
        "It came with 3.7 ([PEP 553](https://peps.python.org/pep-0553/)).",
        "It came with 3.7 (PEP 553).",
        'It came with 3.7 (What\'s New in Python 3.7, "Library").',
        "It came with 3.7 ([the manual](https://docs.python.org/3/library/functions.html)).",
        "The number is of 3.7 (`Lib/importlib/_bootstrap_external.py`).",
        "The number is of 3.7 ([a guide](https://devguide.python.org/internals/)).",
        "It is about CPython from 3.6 to {}.".format(listed_pythons()[-1].base),
    ],
)
def test_a_claim_that_begins_or_ends_there_proves_a_sentence_and_so_does_a_source(book: Book, text: str) -> None:
    assert errors_for(book, text) == []


@pytest.mark.parametrize(
    ("text", "unproved"),
    [
        ("Since 3.7 it is so " + SINCE + ".", "3.7"),
        ("Up to 3.8 it is otherwise " + SINCE + ".", "3.8"),
        ("Since 3.6 it is so " + UNTIL + ".", "3.6"),
        ("3.7 to 3.8 have it " + DURING + ".", "3.7 to 3.8"),
        ("In 3.5 it was otherwise " + SINCE + ".", "3.5"),
        ("With 3.8.1 it changed " + SINCE + ".", "3.8.1"),
        ("It is so " + SINCE + ". It was not so on 3.7.", "3.7"),
        ("- It is so " + SINCE + ".\n- It was not so on 3.7.", "3.7"),
        ("| old | new |\n|---|---|\n| up to 3.7 | here |\n| gone | " + SINCE + " |", "3.7"),
        ("PEP 553 has the reasons. It came with 3.7.", "3.7"),
        ("PEP 553 has the reasons. 3.7 has it.", "3.7"),
        ("```{note}\nIt came with 3.7.\n```", "3.7"),
        ("> It came with `3.7`.", "3.7"),
        ("See [what came with 3.7](programs.md).", "3.7"),
        ("It came with Python3.7.", "3.7"),
        ("It came with 3\\.7.", "3.7"),
        ("It came with 3&#46;7.", "3.7"),
        ("It came with 3.**7**.", "3.7"),
        ("It came with 3.<!-- -->7.", "3.7"),
        ("It came with 3 . 7.", "3 . 7"),
        ("It came with 3. 7, they say.", "3. 7"),
        ("It came with ３.７.", "3.7"),
        ("3.7's novelty.", "3.7"),
        ("It came with py37.", "py37"),
        ("It came with CPython-3.7.", "3.7"),
        ("It came with version 3.7rc1.", "3.7"),
        ("It came with `python3.7`.", "3.7"),
        ("{abbr}`GIL (new in 3.7)` is a lock.", "3.7"),
        ("{doc}`New in 3.7 <programs>`.", "3.7"),
        ("See [3.7 prints more](programs.md).", "3.7"),
        ("See page 3.7 of it.", "3.7"),
        ("![new in 3.7](x.svg)", "3.7"),
        ('See [it](programs.md "new in 3.7").', "3.7"),
        ("## What 3.5 brought", "3.5"),
        ("```{index} lock; since 3.7\n```", "3.7"),
        ("```{note}\n- > It came with 3.7.\n```", "3.7"),
        ("Term\n: It came with 3.7.", "3.7"),
        ("A note[^a].\n\n[^a]: It came with 3.7.", "3.7"),
        ("```{list-table} T\n:alt: new in 3.7\n- - a\n```", "3.7"),
        ("```{list-table} New in 3.7\n- - a\n```", "3.7"),
        ("On 3.7 and older it is so " + UNTIL + ", and not on 3.8 or later.", "3.8"),
        ("It is new since 3.8, and it grew since 3.8 " + SINCE + ".", "3.8"),
        ("It came with PEP 553, and 3.7 changed it.", "3.7"),
        ("| a | b |\n|---|---|\n| x | new in 3.7 | \n| y (PEP 553) | z |", "3.7"),
        ("| a | b |\n|---|---|\n| PEP 553 | new in 3.7 |", "3.7"),
        ("| a | b |\n|---|---|\n| 3.7 | [x](https://docs.python.org/3/whatsnew/3.8.html) |", "3.7"),
        ("```{example} basics/say_hello\n:caption: The same on 3.7\n```", "3.7"),
        ("```{example} basics/say_hello\n:predict: What does 3.7 print?\n```", "3.7"),
    ],
)
def test_an_unrelated_claim_a_proof_elsewhere_and_no_proof_are_refused(book: Book, text: str, unproved: str) -> None:
    (error,) = errors_for(book, text)
    assert error.problem == "a sentence names {} without a proof".format(unproved)


def test_an_output_above_in_the_section_proves_what_a_sentence_reads_off_it(book: Book) -> None:
    assert below_the_output(book, "The output of 3.7 differs, and 3.8 prints another.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Something is new in 3.7, as you see.",  # it points at no output
        "3.6 to 3.7 print the same.",  # the outputs differ
        "3.5 prints something else.",  # not in the list
        "## Another section\n\n3.7 prints something else.",
    ],
)
def test_an_output_proves_no_more_than_it_shows(book: Book, text: str) -> None:
    assert len(below_the_output(book, text)) == 1


def test_an_output_below_proves_nothing_yet(book: Book) -> None:
    assert len(errors_for(book, "You will see that 3.7 prints another.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "```text\nPython 3.7\n```",
        "The file `x.cpython-37.pyc`.",
        "The steps of page [3.7](programs.md), and of 5.3.7.",
        "It took 13.7 seconds.",
        "## Sources\n\n- The notes of 3.7.",
    ],
)
def test_names_of_files_links_to_pages_and_the_sources_name_no_version(book: Book, text: str) -> None:
    edit(book.docs / "programs.md", "# Programs\n", "# 3.7 Programs\n")
    assert errors_for(book, text) == []


def test_a_link_to_a_page_is_exempt_where_it_is_the_title_or_the_number(book: Book) -> None:
    edit(book.docs / "programs.md", "# Programs\n", "# 3.7 Programs of `python`\n")
    links = "[3.7 Programs of `python`](programs.md), {doc}`3.7 <programs>` and [3.7](programs.md)"
    assert errors_for(book, "See " + links + ".") == []


def test_front_matter_names_a_version_only_in_the_title_of_a_page(book: Book) -> None:
    edit(book.docs / "programs.md", "# Programs\n", "# What came in 3.7\n")
    edit(book.docs / "values.md", "prerequisites: none", "prerequisites: What came in 3.7, and what is new in 3.8.")
    (error,) = errors_for(book, "It is well.")
    assert error.problem == "a sentence names 3.8 without a proof"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("# book: changed 3.8: It is as in 3.7.", "a sentence names 3.7 without a proof"),
        ("# book: requires >=3.6: 3.7 is slow", "a sentence names 3.7 without a proof"),
        ("# book: changed 3.8: New in 3.8 (`Lib/this.py`).", ""),
    ],
)
def test_what_an_example_declares_names_its_own_version_only(book: Book, line: str, problem: str) -> None:
    path = book.root / "src/chapter_examples/basics/say_hello.py"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\n" + line + "\n", encoding="utf-8")
    assert [error.problem for error in errors_for(book, "It is well.")] == ([problem] if problem else [])


def test_a_probe_names_a_version_only_if_its_claims_do(book: Book) -> None:
    edit(book.root / "src/chapter_examples/basics/claims.py", "is a reserved word.", "is a reserved word, as in 3.5.")
    (error,) = errors_for(book, "It is well.")
    assert error.problem == "a sentence names 3.5 without a proof"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 3.11", [("3.11", False, False)]),
        ("since Python 3.11", [("3.11", True, False)]),
        ("3.11+ or ≤ 3.10", [("3.11", True, False), ("3.10", False, True)]),
        ("3.10–3.12", [("3.10–3.12", True, True)]),
        ("3.10 to Python 3.12", [("3.10 to Python 3.12", True, True)]),
        ("the 3.13t build", [("3.13t", False, False)]),
        ("3.8–3.13, the whole list", []),
        ("4.1, 13.1, 5.3.1", []),
        ("v3.1", [("3.1", False, False)]),
        ("3.1x", [("3.1", False, False)]),
    ],
)
def test_what_is_named_of_versions(text: str, expected: "list[tuple[str, bool, bool]]") -> None:
    assert [(found.words, found.begins, found.ends) for found in mentions(text, LIST)] == expected


def test_the_statements_of_a_page_know_their_place_and_a_cell_is_one() -> None:
    text = "# T\n\nOne `a. B` is. *Two.* (Three\nis.)\n\n## H\n\n| a | b. C |\n|---|---|\n| d | e |\n"
    stated = list(statements(parse_page(Path("page.md"), text), []))
    assert [(said.shown, said.line, said.section, said.heading) for said in stated] == [
        ("T", 1, 1, "T"),
        ("One a. B is.", 3, 1, "T"),
        ("Two.", 3, 1, "T"),
        ("(Three is.)", 3, 1, "T"),
        ("H", 6, 6, "H"),
        ("a", 8, 6, "H"),
        ("b.", 8, 6, "H"),
        ("C", 8, 6, "H"),
        ("d", 10, 6, "H"),
        ("e", 10, 6, "H"),
    ]
