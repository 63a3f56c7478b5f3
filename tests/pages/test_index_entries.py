"""Entries of the index have one form each, and no two of them are headings for the same thing."""

from pathlib import Path

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.index_entries import KINDS, check_index, read_entries
from bookcheck.pages.page import Page
from bookcheck.pages.page_reader import parse_page


def page(*directives: str, name: str = "page.md") -> Page:
    text = "# Page\n\n" + "\n".join("```{{index}} {}\n```\n".format(entries) for entries in directives)
    return parse_page(Path(name), text)


def wrong(*pages: Page) -> list[BookError]:
    return list(check_index(pages))


def test_entries_are_read_with_their_lines() -> None:
    entries = read_entries(page("dis.dis(), dis (module)", "bytecode"))
    assert [(entry.text, entry.line) for entry in entries] == [("dis.dis()", 3), ("dis (module)", 3), ("bytecode", 6)]


@pytest.mark.parametrize(
    "entry",
    [
        "dis.dis()",
        "__getattr__()",
        "LOAD_FAST (instruction)",
        "-X importtime (option)",
        "--check-hash-based-pycs (option)",
        "sys.path (variable); changing it",
        "PEP; 709 inlined comprehensions",
        "evaluation order",
        "f-string; tokens of an",
        "UTF-8",
    ],
)
def test_an_entry_has_one_of_the_forms(entry: str) -> None:
    assert wrong(page(entry)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_may_stand_in_brackets(kind: str) -> None:
    assert wrong(page("name ({})".format(kind))) == []


@pytest.mark.parametrize(
    "entry",
    [
        "LOAD_FAST",
        "sys.path",
        "dis.dis",
        "single: bytecode",
        "!bytecode",
        "PEP 709",
        "PEP; inlined comprehensions",
        "a; b; c",
        "bytecode;",
        "bytecode,, opcode",
        "",
    ],
)
def test_what_has_none_of_the_forms_is_malformed(entry: str) -> None:
    (error,) = wrong(page(entry))
    assert error.problem == "an index entry is malformed"
    assert (error.path, error.line) == (Path("page.md"), 3)
    assert error.fix


def test_an_unknown_kind_suggests_a_known_one() -> None:
    (error,) = wrong(page("NL (tokn)"))
    assert error.problem == "an index entry has the unknown kind 'tokn'; did you mean token?"


def test_an_entry_stands_once_on_a_page_and_may_stand_on_several() -> None:
    assert wrong(page("bytecode"), page("bytecode", name="other.md")) == []
    (error,) = wrong(page("bytecode", "bytecode"))
    assert (error.problem, error.line) == ("the page has the index entry 'bytecode' twice", 6)


def test_two_spellings_would_be_two_headings() -> None:
    (error,) = wrong(page("Bytecode"), page("bytecode", name="other.md"))
    assert error.problem == "an index entry is spelled in two ways"
    assert "Bytecode, as in page.md:3" in str(error)


def test_case_tells_options_apart() -> None:
    assert wrong(page("-I (option), -i (option)")) == []


def test_a_name_has_one_kind_in_the_whole_book() -> None:
    assert wrong(page("sys.path (variable); its first entry, sys.path (variable)")) == []
    (error,) = wrong(page("ast (module)"), page("ast (variable)", name="other.md"))
    assert error.problem == "an index entry gives a name two kinds"
    assert error.path == Path("other.md")
