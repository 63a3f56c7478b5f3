"""The general index is that of the reader: what the pages put there, and nothing of the API reference."""

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.cmd.build import main as sphinx_build

from bookcheck.publishing.search_index import Section, Text, make_index
from tests.site.rendering import text_of
from tests.small_book import ROOT

PAGES = {
    "index": "# Book\n\n```{toctree}\napidocs/index\n```\n\n```{index} evaluation order\n```\n\nFrom left to right.\n",
    "apidocs/index": "# API\n\n```{py:function} written_by_a_program()\n```\n\n```{index} left out\n```\n\nWords.\n",
}
CONFIGURATION = f"""\
import sys
sys.path.insert(0, {str(ROOT / "conf")!r})
extensions = ["myst_parser", "readers_index"]
html_theme = "basic"
"""


def build(site: Path, *options: str) -> int:
    """Build the book again."""
    root = site.parent
    return sphinx_build(["-q", "-W", *options, "-c", str(root), "-b", "html", str(root / "docs"), str(site)])


def index_of(site: Path) -> dict[str, Any]:
    """Return what the index of the search has, by word."""
    parts = [json.loads(path.read_text()) for path in (site / "find").glob("words-*.json")]
    return {word: entry for part in parts for word, entry in part.items()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A book of a page and an API page, built."""
    (tmp_path / "conf.py").write_text(CONFIGURATION)
    for name, text in PAGES.items():
        path = tmp_path / "docs" / (name + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "docs" / "other-words.txt").write_text("sequence = evaluation order\n")
    assert build(tmp_path / "html") == 0
    return tmp_path / "html"


def test_the_index_has_the_entries_of_pages_and_none_of_the_reference(site: Path) -> None:
    index = text_of(BeautifulSoup((site / "genindex.html").read_text(), "html.parser").body)
    assert "evaluation order" in index
    assert '"word"' not in index, "a word of the reference, as the search keeps it"
    assert "left out" not in index


def test_a_name_of_the_reference_can_still_be_linked(site: Path) -> None:
    page = BeautifulSoup((site / "apidocs" / "index.html").read_text(), "html.parser")
    assert page.select_one("#written_by_a_program") is not None


def test_the_search_knows_the_names_of_the_reference_and_none_of_its_words(site: Path) -> None:
    words = index_of(site)
    assert words["written_by_a_program"][1] == [["written_by_a_program", "Python function", 1, "written_by_a_program"]]
    assert "word" not in words, "a word of the reference"
    assert words["left"][2]
    assert "left out" not in words, "an entry of the reference"


def test_other_words_lead_to_the_place_of_the_name(site: Path) -> None:
    assert index_of(site)["sequenc"][1] == [["sequence", "subject", 0, "index-0", "evaluation order"]]


@pytest.mark.parametrize(
    "line",
    [
        "sequence = left out",
        "sequence = Evaluation order",
        "sequence evaluation order",
        "sequence=evaluation order",
        "= evaluation order",
        "sequence =",
    ],
)
def test_a_line_that_leads_nowhere_is_reported(site: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    (site.parent / "docs" / "other-words.txt").write_text(f"# Words.\n\n{line}\n")
    assert build(site) == 1
    assert "other-words.txt:3: WARNING: no entry, term, example or heading is called" in capsys.readouterr().err


def test_other_words_for_a_misspelled_name_are_reported(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site.parent / "docs" / "other-words.txt").write_text("# Words.\nsequence = evaluation ordr\n")
    assert build(site) == 1
    error = capsys.readouterr().err
    assert "other-words.txt:2: WARNING: no entry, term, example or heading is called 'evaluation ordr'" in error
    assert "(did you mean 'evaluation order'?)" in error


def test_a_build_that_reads_one_page_writes_the_index_of_one_that_reads_all(site: Path) -> None:
    page = site.parent / "docs" / "index.md"
    page.write_text(page.read_text().replace("left", "top"))
    (site / "find" / "words-99.json").write_text("{}")
    assert build(site) == 0
    files = {path.name: path.read_bytes() for path in (site / "find").iterdir()}
    assert "left" not in index_of(site)
    assert build(site, "-E", "-a") == 0
    assert {path.name: path.read_bytes() for path in (site / "find").iterdir()} == files


def test_a_part_of_the_index_is_no_longer_in_a_longer_book() -> None:
    largest = []
    for count in (200, 2000):
        lines = tuple(f"every line has a word{number} of its own" for number in range(5))
        sections = [Section(f"s{at}", f"Section {at}", (f"only{at} here", *lines), ()) for at in range(count)]
        files = make_index({"page": Text("page.html", "Page", tuple(sections))}, [])
        largest.append(max(len(text) for name, text in files.items() if name != "parts.json"))
        assert len(files["parts.json"]) < 60 * count
    assert largest[1] < 1.2 * largest[0]
