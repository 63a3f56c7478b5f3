"""Links, labels and roles of a page: those that lead somewhere are no mistakes, in whatever form."""

import re
from pathlib import Path

import pytest
from sphinx.domains.python import PythonDomain

from bookcheck.consistency import check_book
from bookcheck.pages.book import Book
from bookcheck.pages.inventories import PYTHON_ROLES, Inventory
from bookcheck.pages.page_reader import parse_page
from bookcheck.pages.references import ANCHORED
from tests.small_book import ROOT, edit

GOOD = (
    "See [the page](programs.md), [a heading](programs.md#programs), [this one](#values).",
    "See [it](/programs.md), [it](./programs.md), [it][there], <https://example.org>.\n\n[there]: programs.md",
    '(here)=\n\n## One\n\nSee {ref}`here`, {ref}`so <here>`, [it](#here) and [it](values.md#here "A title").',
    "See {doc}`programs`, {doc}`/programs` and {doc}`so <programs>`.",
    "See {ref}`genindex`, {ref}`search` and {ref}`example:basics/say_hello`.",
    "A {term}`program`, some {term}`programs <program>`, a {term}`Listing`.",
    "Code `[c][d]`, `{role}` and `[x](gone.md)`; escaped \\[a\\]\\[b\\].",
    "A note.[^one]\n\n[^one]: It is here.",
    "```{note}\n:class: wide\n\nSee [it](programs.md).\n```",
    "## One\n\n### Two\n\n## Three",
)


@pytest.mark.parametrize("text", GOOD)
def test_what_leads_somewhere_is_no_mistake(book: Book, text: str) -> None:
    edit(book.docs / "values.md", "# Values\n", "# Values\n\n" + text + "\n")
    assert [str(error) for error in check_book(Book(book.root))] == []


def test_a_page_may_be_generated_and_a_toctree_may_lead_out_of_the_book(book: Book) -> None:
    entries = "programs.md\napidocs/index\nOut <https://example.org>\nself\nIndex <genindex>\n"
    edit(book.docs / "index.md", "programs\n", entries)
    edit(book.docs / "values.md", "# Values\n", "# Values\n\nSee [it](apidocs/index.md).\n")
    assert [str(error) for error in check_book(Book(book.root))] == []


def test_a_pattern_in_a_toctree_stands_for_the_pages_that_it_matches(book: Book) -> None:
    edit(book.docs / "index.md", "```{toctree}\nvalues\nprograms\n", "```{toctree}\n:glob:\n\nvalues\nprog*\n")
    assert [str(error) for error in check_book(Book(book.root))] == []


def test_links_that_are_nested_have_places_of_their_own() -> None:
    page = parse_page(Path("page.md"), "# A\n\n[![a](b.png)](c.md)\n**x [y `z` {term}`t`](d.md#e)**\n")
    assert [(link.target, link.line) for link in page.links] == [
        ("c.md", 3),
        ("d.md#e", 4),
    ]
    assert [(role.text, role.line) for role in page.roles] == [("t", 4)]


def test_a_heading_can_be_led_to_as_deep_as_the_site_says() -> None:
    text = (ROOT / "conf" / "conf.py").read_text(encoding="utf-8")
    assert re.findall(r"^myst_heading_anchors = (\d+)$", text, re.MULTILINE) == [str(ANCHORED)]


def test_each_role_of_python_leads_to_what_sphinx_lets_it_lead_to() -> None:
    for role, kinds in PYTHON_ROLES.items():
        known = {"py:" + name for name, kind in PythonDomain.object_types.items() if role[3:] in kind.roles}
        assert known <= kinds, role


def test_the_inventory_of_the_book_has_the_library_of_python() -> None:
    inventory = Inventory.read(Book(ROOT).inventories)
    assert inventory.has("py:mod", "sys")
    assert inventory.has("py:func", "compile")
    assert not inventory.has("py:mod", "compile")
    assert inventory.has("std:term", "reference count")
    assert not Inventory.read(None)
