"""The API reference of the small book, whose engine has modules that are hard to describe."""

import shutil
import sys
from importlib import import_module
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from docutils import nodes
from docutils.core import publish_doctree

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.site.real_conf import build, configure
from tests.site.rendering import Build, make_book, text_of
from tests.small_book import ROOT, edit

MODULES = {
    "errors": '"""What goes wrong."""\n\nclass BookError(Exception):\n    """It."""\n',
    "files": '''\
"""A plain module; see :class:`BookError` and :class:`Path`."""
from pathlib import Path
from typing import Literal

Mode = Literal["a", "b'c"]
LIMIT = 3
number: int

def other(where: Path, hidden: "_Hidden") -> Mode:
    """Raise :class:`ValueError`."""

class _Hidden:
    """Shown nowhere."""

class Error(_Hidden):
    """Inherits what is shown nowhere."""
''',
    "room/__init__": '"""A room of its own."""\n',
    "room/inner": '''\
"""In it; may fail with :class:`BookError`, which it does not import."""

def work():
    """Work."""
''',
    "room/picture": '''\
from docutils import nodes

class picture(nodes.General, nodes.Element):
    """Inherits a name twice."""
''',
    "room/__main__": '"""Nobody imports it."""\n',
}
DOCSTRING = """\
Names such as co_ and *args, `a + b` and ``None``; |so| on.

>>> "a block"
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    book = configure(make_book(tmp_path_factory.mktemp("api") / "book", runner))
    for name, text in MODULES.items():
        path = book.root / "src" / "bookcheck" / (name + ".py")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return book


@pytest.fixture(scope="module")
def site(book: Book) -> Build:
    site = build(book)
    assert site.status == 0, site.warnings
    return site


def room(site: Build, name: str) -> BeautifulSoup:
    return site.page("apidocs/bookcheck/bookcheck" + name)


def package(site: Build, name: str) -> BeautifulSoup:
    return site.page("apidocs/chapter_examples/chapter_examples." + name)


def described(page: BeautifulSoup, name: str) -> Tag:
    """Return the definition of ``name`` in a page."""
    term = page.find(id=name)
    assert isinstance(term, Tag), name
    definition = term.parent
    assert definition is not None
    return definition


def test_there_is_a_page_for_each_room_and_each_package_and_no_other(site: Build) -> None:
    pages = {path.relative_to(site.out).as_posix() for path in site.out.glob("apidocs/**/*.html")}
    rooms = {"apidocs/bookcheck/bookcheck.html", "apidocs/bookcheck/bookcheck.room.html"}
    assert pages == rooms | {"apidocs/index.html", "apidocs/chapter_examples/chapter_examples.basics.html"}


def test_a_room_has_its_modules_and_what_they_define(site: Build) -> None:
    assert [text_of(title) for title in room(site, "").select("h2")] == ["bookcheck.errors#", "bookcheck.files#"]
    page = room(site, ".room")
    assert [text_of(title) for title in page.select("h2")] == ["bookcheck.room.inner#", "bookcheck.room.picture#"]
    assert "Work." in text_of(described(page, "bookcheck.room.inner.work"))


def test_a_value_is_shown_as_its_source_has_it(site: Build) -> None:
    page = room(site, "")
    assert "= Literal['a', \"b'c\"]" in text_of(described(page, "bookcheck.files.Mode"))
    assert "= 3" in text_of(described(page, "bookcheck.files.LIMIT"))
    assert "=" not in text_of(described(page, "bookcheck.files.number"))


def test_a_docstring_may_use_the_names_of_its_module_and_of_the_engine(site: Build) -> None:
    links = {str(link["href"]) for link in room(site, "").select("section a.reference")}
    assert {"#bookcheck.errors.BookError", "https://docs.python.org/3.14/library/pathlib.html#pathlib.Path"} <= links
    inner = room(site, ".room").select_one('section p a[href="bookcheck.html#bookcheck.errors.BookError"]')
    assert inner is not None


def test_each_example_has_its_docstring_and_leads_to_the_book(site: Build, book: Book) -> None:
    page = package(site, "basics")
    for name, example in book.examples.items():
        section = page.find(id="module-chapter_examples." + name.replace("/", "."))
        assert section is not None, name
        heading = section.find_parent("section")
        assert heading is not None
        assert example.docstring.split("\n")[0].replace("`", "") in text_of(heading).replace("“", '"').replace("’", "'")
        assert heading.select_one(f'a[href*="#example-{name.replace("/", "-").replace("_", "-")}"]'), name


def test_each_probe_leads_to_its_claim(site: Build) -> None:
    assert package(site, "basics").select_one('a[href="../../claims.html#claim-basics-processor-clock"]') is not None


def test_the_docstring_of_an_example_is_plain_text() -> None:
    sys.path.insert(0, str(ROOT / "conf"))
    document = publish_doctree(import_module("api_reference").plain(DOCSTRING))
    assert document[0].astext() == "Names such as co_ and *args, a + b and None; |so| on."
    assert [code.astext() for code in document.findall(nodes.literal)] == ["a + b", "None"]
    assert [block.astext() for block in document.findall(nodes.doctest_block)] == ['>>> "a block"']


def test_a_page_of_the_reference_says_where_it_is(site: Build) -> None:
    trail = room(site, ".room").select_one('nav[aria-label="Breadcrumb"]')
    assert trail is not None
    assert [(link.text, link["href"]) for link in trail.select("a")] == [
        ("How CPython runs your program", "../../index.html"),
        ("API reference", "../index.html"),
    ]
    assert site.page("shown").select_one('nav[aria-label="Breadcrumb"]') is None


def test_the_pages_of_the_reference_are_in_its_own_contents_only(site: Build) -> None:
    def listed(page: BeautifulSoup) -> list[str]:
        return [str(link["href"]) for link in page.select(".sidebar-tree a") if "chapter_examples" in str(link["href"])]

    assert listed(room(site, ".room")) == ["../chapter_examples/chapter_examples.basics.html"]
    assert listed(site.page("shown")) == []


def test_a_warning_about_a_docstring_names_its_line(book: Book, tmp_path: Path) -> None:
    shutil.copytree(book.root, tmp_path / "book", ignore=shutil.ignore_patterns("build", "apidocs"), symlinks=True)
    module = tmp_path / "book" / "src" / "bookcheck" / "files.py"
    edit(module, "Raise :class:`ValueError`.", "Raise.\n\n    :class:`Nowhere`")
    site = build(Book(tmp_path / "book"))
    assert "src/bookcheck/files.py:12: WARNING: py:class reference target not found: Nowhere" in site.warnings
