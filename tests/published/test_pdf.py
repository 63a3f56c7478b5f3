"""The PDF: all pages of the site joined, then printed; printed here are a few of them, as parts of the real site."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject

from bookcheck.diagrams.diagram import find_diagrams
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.publishing.pdf import print_site
from bookcheck.publishing.printed_book import join
from tests.small_book import ROOT

CHAPTER = "03-core-execution-model/"
PRINTED = (CHAPTER + "01-from-source-file-to-running-program", "glossary", "genindex")
"""The pages that are printed, beside the title page, the contents and the first page."""


@pytest.fixture(scope="module")
def joined(site: Path) -> str:
    return join(site, "../html")


def shown(joined: str) -> str:
    """What is printed; around it stands the frame of a page of the site."""
    return joined[joined.index('<section class="printed-page"') : joined.rindex("</section>")]


def test_it_has_every_page_of_the_book_once(joined: str, project: Book) -> None:
    written = {page.path.relative_to(project.docs).with_suffix("").as_posix() for page in project.pages}
    found = re.findall(r'<section class="printed-page" id="([^"]+):">', joined)
    assert found[:2] == ["title-page", "index"]
    assert found[-1] == "genindex"
    assert len(found) == len(set(found))
    assert set(found) >= written
    assert not [name for name in found if name.startswith("apidocs/")]


def test_no_id_is_there_twice_and_each_link_within_leads_to_one(joined: str) -> None:
    ids = Counter(re.findall(r'\sid="([^"]+)"', joined))
    assert [name for name, count in ids.items() if count > 1] == []
    links = set(re.findall(r'<a [^>]*href="#([^"]+)"', shown(joined)))
    assert len(links) > 1000
    assert links <= ids.keys()
    drawn = set(re.findall(r"url\(#([^)]+)\)", joined))
    assert drawn
    assert drawn <= ids.keys()


def test_no_link_leads_to_a_file_of_the_site(joined: str) -> None:
    links = re.findall(r'<a [^>]*href="([^"]+)"', shown(joined))
    assert {link.partition(":")[0] for link in links if not link.startswith("#")} <= {"http", "https"}


def test_everything_that_folds_is_open_and_no_script_runs(joined: str) -> None:
    folded = re.findall(r"<details[^>]*>", joined)
    assert len(folded) > 500
    assert [tag for tag in folded if not re.search(r"\sopen\b", tag)] == []
    assert "Show the output" not in shown(joined)
    assert "<script" not in joined


def test_it_has_every_diagram(joined: str, project: Book) -> None:
    assert joined.count('class="diagram-frame"') == len(list(find_diagrams(project.pages))) > 20


@pytest.fixture(scope="module")
def excerpt(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of :data:`PRINTED` only."""
    folder = tmp_path_factory.mktemp("excerpt") / "html"
    shutil.copytree(site / "_static", folder / "_static")
    for name in ("title-page", *PRINTED):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(site / f"{name}.html", folder / f"{name}.html")
    shutil.copyfile(site / "objects.inv", folder / "objects.inv")
    index = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    for link in index.select('li[class*="toctree-l"] > a'):
        if str(link["href"]).removesuffix(".html") not in PRINTED:
            link.decompose()
    (folder / "index.html").write_text(str(index), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def printed(excerpt: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return print_site(excerpt, tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def pdf(printed: Path) -> PdfReader:
    return PdfReader(printed)


@pytest.fixture(scope="module")
def text(pdf: PdfReader) -> list[str]:
    """The words on each page."""
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def outline(pdf: PdfReader) -> list[str]:
    def titles(entries: list[object]) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                yield from titles(entry)
            elif isinstance(entry, Destination):
                yield str(entry.title)

    return list(titles(list(pdf.outline)))


def test_it_is_named_for_the_book_and_its_version(printed: Path, pdf: PdfReader, version: str) -> None:
    assert printed.name == f"how-cpython-runs-your-program-{version}.pdf"
    assert pdf.metadata is not None
    assert pdf.metadata.title == "How CPython runs your program"


def test_it_is_tagged_for_those_who_hear_it(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    assert "/StructTreeRoot" in root
    mark = root["/MarkInfo"].get_object()
    assert isinstance(mark, DictionaryObject)
    assert dict(mark) == {"/Type": "/MarkInfo", "/Marked": True}
    assert str(root["/Lang"]) == "en"


def test_its_outline_has_every_heading(pdf: PdfReader, excerpt: Path) -> None:
    document = BeautifulSoup(join(excerpt, "."), "html.parser")
    assert {f"{name}:" for name in PRINTED} <= {str(page["id"]) for page in document.select("section.printed-page")}
    headings = document.select(".printed-page :is(h1, h2, h3, h4, h5, h6)")
    for heading in headings:
        for link in heading.select(".headerlink"):
            link.decompose()
    words = ["".join(heading.get_text().split()) for heading in headings]
    assert len(words) > 20
    assert ["".join(title.split()) for title in outline(pdf)] == words


def test_its_title_page_says_the_version_and_both_licences(text: list[str], version: str) -> None:
    assert f"Version {version}" in text[0]
    assert re.findall(r"MIT-0|CC BY 4\.0", text[0]) == ["MIT-0", "CC BY 4.0"]


def test_each_page_but_the_first_has_its_number(text: list[str]) -> None:
    assert len(text) > 20
    assert text[0].startswith("How CPython runs your program")
    assert [number for number, words in enumerate(text[1:], 2) if not words.startswith(f"{number} ")] == []


def test_every_output_of_an_example_is_printed(text: list[str], site: Path) -> None:
    page = BeautifulSoup((site / f"{PRINTED[0]}.html").read_text(encoding="utf-8"), "html.parser")
    figure = max(page.select("figure.example"), key=lambda each: len(each.select("details.example-output")))
    outputs = figure.select("details.example-output .example-text")
    assert len(outputs) >= 3
    everything = "".join("".join(text).split())
    for line in "\n".join(output.get_text() for output in outputs).splitlines():
        assert "".join(line.split()) in everything


def test_all_its_links_lead_somewhere(pdf: PdfReader) -> None:
    links = 0
    for page in pdf.pages:
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            if "/Dest" in link:
                assert str(link["/Dest"]) in pdf.named_destinations
                links += 1
            else:
                assert str(link["/A"]["/URI"]).startswith(("http://", "https://"))
    assert links > 100


def test_no_diagram_is_cut_by_the_end_of_a_page(text: list[str], site: Path) -> None:
    page = BeautifulSoup((site / f"{PRINTED[0]}.html").read_text(encoding="utf-8"), "html.parser")
    diagrams = page.select("svg.diagram")
    assert diagrams
    for diagram in diagrams:
        words = {word for label in diagram.select("text") for word in label.get_text(" ").split()}
        assert len(words) > 5
        assert any(all(word in page_text for word in words) for page_text in text), words


def test_without_a_site_the_cure_is_named(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="there is no site to print") as caught:
        print_site(tmp_path / "html", tmp_path / "pdf")
    assert "make html" in str(caught.value)


def test_without_a_browser_the_cure_is_named(excerpt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM", "")
    with pytest.raises(BookError, match="there is no Chromium on this machine") as caught:
        print_site(excerpt, tmp_path / "pdf")
    assert "apt install chromium" in str(caught.value)


def test_a_browser_that_prints_nothing_leaves_the_last_pdf(
    excerpt: Path, printed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "browser"
    broken.write_text("#!/bin/sh\necho 'no display' >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("CHROMIUM", str(broken))
    last = printed.read_bytes()
    with pytest.raises(BookError, match="no display"):
        print_site(excerpt, printed.parent)
    assert printed.read_bytes() == last


def test_make_pdf_prints_what_make_html_has_built() -> None:
    said = subprocess.run(["make", "-n", "pdf"], cwd=ROOT, capture_output=True, encoding="utf-8").stdout
    assert said.index("-m bookcheck.publishing.site") < said.index("-m bookcheck.publishing.pdf")
