"""The book where nothing folds: EPUB, LaTeX and plain text show everything, in order, in plain words."""

import posixpath
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.site.rendering import Build, build, make_book

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Book:
    return make_book(tmp_path_factory.mktemp("formats") / "book", runner)


@pytest.fixture(scope="module")
def text(book: Book) -> Build:
    return build(book, "text")


@pytest.fixture(scope="module")
def latex(book: Book) -> Build:
    return build(book, "latex")


@pytest.fixture(scope="module")
def epub(book: Book) -> Build:
    return build(book, "epub")


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "xml", "man", "texinfo"])
def test_each_format_is_built_without_a_warning(book: Book, builder: str) -> None:
    rendered = build(book, builder)
    assert (rendered.warnings, rendered.status) == ("", 0)


def test_text_shows_every_group_under_its_pythons(text: Build, book: Book) -> None:
    page = (text.out / "shown.txt").read_text(encoding="utf-8")
    titles = [f"Output on Python {book.pythons[-1].tag}", *(f"Output on Python 3.{minor}" for minor in (8, 7, 6))]
    releases = [python.release for python in reversed(book.pythons)]
    places = [page.index(f"-[ {title} ({release}) ]-") for title, release in zip(titles, releases, strict=True)]
    assert places == sorted(places)


def test_text_says_a_claim_in_words(text: Build) -> None:
    pages = [(text.out / f"{name}.txt").read_text(encoding="utf-8") for name in ("values", "programs")]
    said = " ".join(" ".join(pages).split())
    assert all(words in said for words in ("(since 3.8)", "(up to 3.7)", "(3.7 only)"))


def test_text_asks_nobody_to_open_anything(text: Build) -> None:
    page = (text.out / "shown.txt").read_text(encoding="utf-8")
    assert "What does it *say*?" in page
    assert "Show the output" not in page


def test_latex_holds_program_output_and_claim(latex: Build) -> None:
    (document,) = latex.out.glob("*.tex")
    source = document.read_text(encoding="utf-8")
    assert "Say which Python this is." in source
    assert "(since 3.8)" in source
    assert "linenostart=8" in source.replace(" ", "") or "firstnumber=8" in source.replace(" ", "")


def test_latex_has_an_anchor_for_every_example_that_is_referred_to(latex: Build) -> None:
    (document,) = latex.out.glob("*.tex")
    source = document.read_text(encoding="utf-8")
    assert r"\label{\detokenize{shown:example-basics-which-python}}" in source
    assert r"{\hyperref[\detokenize{shown:example-basics-which-python}]" in source


@pytest.fixture(scope="module")
def chapters(epub: Build) -> dict[str, ElementTree.Element]:
    (file,) = epub.out.glob("*.epub")
    with ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        root = posixpath.commonpath(names)
        chapters = {posixpath.relpath(name, root).removesuffix(".xhtml"): archive.read(name) for name in names}
        return {name: ElementTree.fromstring(text) for name, text in chapters.items()}


def test_every_chapter_of_the_epub_is_well_formed(chapters: dict[str, ElementTree.Element]) -> None:
    assert {"index", "values", "programs", "shown", "claims"} <= set(chapters)


def test_epub_shows_every_group_and_folds_nothing(chapters: dict[str, ElementTree.Element], book: Book) -> None:
    page = chapters["shown"]
    assert not [element for element in page.iter() if element.tag in (XHTML + "details", XHTML + "summary")]
    rubrics = [element for element in page.iter(XHTML + "p") if "rubric" in element.get("class", "").split()]
    titles = ["".join(element.itertext()) for element in rubrics]
    groups = [title for title in titles if title.startswith(("Output", "Python"))]
    releases = [python.release for python in reversed(book.pythons)]
    names = [f"Output on Python {book.pythons[-1].tag}", *(f"Output on Python 3.{minor}" for minor in (8, 7, 6))]
    assert groups[:4] == [f"{name} ({release})" for name, release in zip(names, releases, strict=True)]
    assert len(groups) == 12


def test_no_chapter_of_the_epub_has_the_same_id_twice(chapters: dict[str, ElementTree.Element]) -> None:
    for name, page in chapters.items():
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), name


def test_links_within_the_epub_lead_somewhere(chapters: dict[str, ElementTree.Element]) -> None:
    ids = {(name, element.get("id")) for name, page in chapters.items() for element in page.iter()}
    for name, page in chapters.items():
        for element in page.iter(XHTML + "a"):
            target, _, anchor = (element.get("href") or "").partition("#")
            if anchor and ":" not in target:
                chapter = posixpath.normpath(posixpath.join(posixpath.dirname(name), target.removesuffix(".xhtml")))
                assert (chapter if target else name, anchor) in ids, (name, element.get("href"))
