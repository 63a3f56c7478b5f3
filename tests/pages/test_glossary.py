"""A term of the glossary is found where a page uses it, in its prose and nowhere else, and is a link the first time."""

from pathlib import Path

import pytest

from bookcheck.errors import BookError
from bookcheck.pages.glossary import Glossary, check_terms, read_glossary
from bookcheck.pages.page import Page
from bookcheck.pages.page_reader import parse_page

TERMS = """\
.. everyday: keyword argument, cell of a table

code object
    What a {term}`module` is compiled to.

module
    A file.

GIL
global interpreter lock
    A lock.

keyword
    A word.

cell
    A box.

library
    Many modules.

frozen module
    A module inside.
"""


def page(text: str, name: str = "page.md") -> Page:
    return parse_page(Path(name), text)


GLOSSARY_PAGE = page("# Glossary\n\n```{glossary}\n" + TERMS + "```\n", "glossary.md")


@pytest.fixture
def glossary() -> Glossary:
    return read_glossary([GLOSSARY_PAGE])


def used(glossary: Glossary, text: str) -> list[str]:
    return [use.words for use in glossary.uses(page(text))]


def unlinked(text: str) -> list[BookError]:
    linked = "".join("{{term}}`{}`\n".format(term.names[0]) for term in read_glossary([GLOSSARY_PAGE]).terms)
    return list(check_terms([GLOSSARY_PAGE, page(text), page(linked, "other.md")]))


def test_terms_are_read_with_their_names_and_lines(glossary: Glossary) -> None:
    found = [(term.names, term.line) for term in glossary.terms]
    assert found == [
        (("code object",), 6),
        (("module",), 9),
        (("GIL", "global interpreter lock"), 12),
        (("keyword",), 16),
        (("cell",), 19),
        (("library",), 22),
        (("frozen module",), 25),
    ]
    assert glossary.phrases == ("keyword argument", "cell of a table")


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("a module", ["module"]),
        ("two modules", ["modules"]),
        ("Modules are files.", ["Modules"]),
        ("a library and two libraries", ["library", "libraries"]),
        ("the GIL, not the gil", ["GIL"]),
        ("code\nobjects over a line end", ["code objects"]),
        ("a frozen module is one thing", ["frozen module"]),
        ("a module's file, (module) and *module*", ["module", "module", "module"]),
        ("a module.", ["module"]),
        ("a submodule, a module-level name, module_from_spec, my.module", []),
        ("a keyword argument in a cell of a table", []),
        ("Keyword arguments are passed by name.", []),
        ("`module` and ``module ` module``", []),
        ("[module](module.md), [module][1], <https://module.org>", []),
        ('"The module", says the page', []),
        ("{py:mod}`module` and {since}`3.9 <module.x>`", []),
        ("# A module\n\n## module", []),
        ("```text\nmodule\n```", []),
        ("---\nlevel: module\n---\n", []),
        ("% module", []),
        ("- item\n\n  of a module", ["module"]),
        ("| a module | text |\n|---|---|\n| x | the GIL |", ["module", "GIL"]),
        ("````{note}\nA module.\n````", ["module"]),
        ("## Sources\n\nOn the module.\n\n## More\n\nThe GIL.", ["GIL"]),
    ],
)
def test_a_use_is_what_stands_in_prose(glossary: Glossary, prose: str, words: list[str]) -> None:
    assert used(glossary, prose) == words


def test_a_link_is_a_use_of_what_it_points_to(glossary: Glossary) -> None:
    (use,) = glossary.uses(page("Some {term}`compiled code <Code Object>`."))
    assert use.linked
    assert use.words == "compiled code"
    assert use.term.names == ("code object",)


def test_a_misspelled_link_is_taken_for_the_term_that_it_means(glossary: Glossary) -> None:
    (use,) = glossary.uses(page("A {term}`modul`."))
    assert use.linked
    assert use.term.names[0] == "module"


def test_a_link_to_what_is_no_term_is_no_use(glossary: Glossary) -> None:
    assert used(glossary, "A {term}`wholly different thing`.") == []


def test_the_first_use_must_be_the_link() -> None:
    (error,) = unlinked("# Page\n\nTwo modules.\nA {term}`module`, and a module.\n")
    assert (error.path, error.line) == (Path("page.md"), 3)
    assert "the term 'module'" in str(error)
    assert "write {term}`modules <module>` there" in str(error)


def test_each_term_is_asked_for_once_a_page_by_whichever_name() -> None:
    assert unlinked("The {term}`GIL`, or global interpreter lock.\n") == []
    (error,) = unlinked("The global interpreter lock, or GIL, in a {term}`module`.\nThe {term}`GIL`.\n")
    assert "write {term}`global interpreter lock` there" in str(error)


def test_a_name_in_the_plural_at_the_beginning_of_a_sentence_is_linked_to_its_term() -> None:
    (error,) = unlinked("Libraries are many.\n")
    assert "write {term}`Libraries <library>` there" in str(error)


def test_two_terms_of_one_line_are_two_errors() -> None:
    assert [error.found for error in unlinked("A cell of the GIL.\n")] == ["cell", "GIL"]


def test_the_page_of_the_glossary_may_use_terms_as_it_likes() -> None:
    assert unlinked("") == []


def test_a_term_that_no_page_links_is_named() -> None:
    errors = list(check_terms([GLOSSARY_PAGE, page("A `cell`.\n")]))
    assert [error.line for error in errors] == [6, 9, 12, 16, 19, 22, 25]
    assert "no page links the term 'code object'" in str(errors[0])


def test_a_term_that_stands_twice_is_refused() -> None:
    with pytest.raises(BookError, match="'Module' twice") as caught:
        read_glossary([GLOSSARY_PAGE, page("```{glossary}\nModule\n    Again.\n```\n", "more.md")])
    assert (caught.value.path, caught.value.line) == (Path("more.md"), 2)


def test_a_book_without_a_glossary_has_no_terms() -> None:
    assert list(check_terms([page("A module.\n")])) == []
