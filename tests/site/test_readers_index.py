"""The general index is that of the reader: what the pages put there, and nothing of the API reference."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.cmd.build import main as sphinx_build

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


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A book of a page and an API page, built."""
    (tmp_path / "conf.py").write_text(CONFIGURATION)
    for name, text in PAGES.items():
        path = tmp_path / "docs" / (name + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    folders = [str(tmp_path / "docs"), str(tmp_path / "html")]
    assert sphinx_build(["-q", "-W", "-c", str(tmp_path), "-b", "html", *folders]) == 0
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
    index = (site / "searchindex.js").read_text()
    assert '"docnames":["apidocs/index","index"]' in index
    assert '"written_by_a_program"' in index
    assert '"word"' not in index, "a word of the reference, as the search keeps it"
    assert '"left"' in index
    assert "left out" not in index
