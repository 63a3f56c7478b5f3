"""The EPUB of the whole book: valid, whole, and with nothing in it that an e-reader cannot open."""

import re
from collections import Counter
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest

from bookcheck.diagrams.diagram import find_diagrams
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.recordings.groups import output_groups
from tests.published.epubcheck import complaints, find_tool

OUTPUT = re.compile(r'class="(?:[\w-]+ )*example-output[ "]')
EXAMPLE = re.compile(r'data-example="([^"]+)"')


@pytest.fixture(scope="module")
def chapters(made_epub: Path) -> dict[str, str]:
    """The pages in it, by name."""
    with ZipFile(made_epub) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xhtml")]
        return {name: archive.read(name).decode("utf-8") for name in names}


@pytest.fixture(scope="module")
def pages(site: Path, chapters: dict[str, str]) -> dict[str, str]:
    """The pages of the site that it has too, by the same names."""
    found = {name: (site / name).with_suffix(".html") for name in chapters if name != "nav.xhtml"}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items()}


def test_epubcheck_finds_no_fault(made_epub: Path) -> None:
    assert complaints(made_epub) == []


def test_epubcheck_sees_a_fault(made_epub: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    with ZipFile(made_epub) as archive, ZipFile(broken, "w") as copy:
        for name in ("mimetype", "META-INF/container.xml", "content.opf", "toc.ncx", "nav.xhtml"):
            copy.writestr(archive.getinfo(name), archive.read(name))
    assert any(each.startswith("ERROR RSC-001") for each in complaints(broken))


def test_a_tool_that_is_missing_is_named_with_its_cure() -> None:
    with pytest.raises(BookError, match="no_such_checker") as caught:
        find_tool("no_such_checker", "checker.jar")
    assert "make test" in str(caught.value)


def test_it_is_named_for_the_book_and_its_version(made_epub: Path, version: str) -> None:
    assert made_epub.name == f"how-cpython-runs-your-program-{version}.epub"
    assert [path.name for path in made_epub.parent.glob("*.epub")] == [made_epub.name]


def test_it_has_every_page_of_the_book(chapters: dict[str, str], project: Book) -> None:
    written = {page.path.relative_to(project.docs).with_suffix(".xhtml").as_posix() for page in project.pages}
    assert len(written) > 25
    assert written <= chapters.keys()
    assert not [name for name in chapters if name.startswith("apidocs/")]


def test_it_shows_as_many_outputs_as_the_site_on_each_page(chapters: dict[str, str], pages: dict[str, str]) -> None:
    there = {name: len(OUTPUT.findall(page)) for name, page in pages.items()}
    assert {name: len(OUTPUT.findall(chapters[name])) for name in pages} == there
    assert sum(there.values()) > 500


def test_the_site_shows_every_group_that_is_recorded(pages: dict[str, str], project: Book) -> None:
    shown = Counter(name for page in pages.values() for name in EXAMPLE.findall(page))
    expected = sum(count * len(output_groups(project, project.programs[name])) for name, count in shown.items())
    assert sum(len(OUTPUT.findall(page)) for page in pages.values()) == expected


def test_it_has_every_diagram_in_its_place(chapters: dict[str, str], made_epub: Path, project: Book) -> None:
    drawn = [diagram.file_name for diagram in find_diagrams(project.pages)]
    assert len(drawn) > 20
    shown = [name for page in chapters.values() for name in re.findall(r'<img [^>]*src="[./]*_images/([^"]+)"', page)]
    assert sorted(shown) == sorted(drawn)
    with ZipFile(made_epub) as archive:
        assert {f"_images/{name}" for name in drawn} <= set(archive.namelist())


def test_nothing_is_hidden_behind_what_an_e_reader_cannot_open(chapters: dict[str, str]) -> None:
    assert [name for name, page in chapters.items() if re.search(r"<(details|script|input|button)\b", page)] == []


def test_its_table_of_contents_names_every_page_of_the_book(chapters: dict[str, str], project: Book) -> None:
    named = set(re.findall(r'<a href="([^"#]+)"', chapters["nav.xhtml"]))
    assert named >= {page.path.relative_to(project.docs).with_suffix(".xhtml").as_posix() for page in project.pages}
    assert {"title-page.xhtml", "genindex.xhtml"} <= named


def test_its_title_page_says_the_version_and_both_licences(chapters: dict[str, str], version: str) -> None:
    assert f"Version {version}" in chapters["title-page.xhtml"]
    assert re.findall(r">(MIT-0|CC BY 4\.0)<", chapters["title-page.xhtml"]) == ["MIT-0", "CC BY 4.0"]


def test_the_archive_tells_nothing_of_the_machine(made_epub: Path) -> None:
    with ZipFile(made_epub) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == ZIP_STORED
    assert len({entry.date_time for entry in entries}) == 1
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
