"""Each page of the site is valid HTML, and says in a sentence what it is about."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.browser import nu
from tests.browser.conftest import Site
from tests.browser.test_every_page import PAGES

SENTENCES = 25
"""How many pages begin with what a reader can do after them, at least."""

BROKEN = """\
<!doctype html><html lang="en"><title>Broken</title>
<figure id="twice"><span></span><figcaption>Not first</figcaption><p id="twice">Words</p></figure></html>
"""


def head_of(site: Site, name: str) -> BeautifulSoup:
    """Return the head of a page."""
    head, _, _ = (site.folder / name).read_text(encoding="utf-8").partition("</head>")
    return BeautifulSoup(head, "html.parser")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with errors."""
    page = tmp_path_factory.mktemp("markup") / "broken page.html"
    page.write_text(BROKEN, encoding="utf-8")
    return page


@pytest.fixture(scope="module")
def errors(site: Site, broken: Path) -> dict[Path, list[str]]:
    """What the checker finds in each page, asked once for all."""
    assert len(site.pages) >= PAGES
    assert len(site.reference) > 5
    return nu.errors([*(site.folder / name for name in (*site.pages, *site.reference)), broken])


def test_no_page_has_an_error_in_its_html(errors: dict[Path, list[str]], broken: Path) -> None:
    assert {str(path): each for path, each in errors.items() if each and path != broken} == {}


def test_the_checker_sees_what_was_once_wrong(errors: dict[Path, list[str]], broken: Path) -> None:
    found = " ".join(errors[broken])
    assert "Duplicate ID" in found
    assert "not allowed as child of element “figure”" in found


def test_each_page_says_what_it_is_about(site: Site) -> None:
    said = {}
    for name in site.pages:
        (description,) = head_of(site, name).select('meta[name="description"]')
        said[name] = str(description["content"])
        assert 15 < len(said[name]) < 250, name
    assert sum(text.startswith("After this page you") for text in said.values()) >= SENTENCES


def test_a_site_that_lives_nowhere_yet_gives_no_address_of_itself(site: Site) -> None:
    for name in site.pages:
        page = head_of(site, name)
        addresses = [str(tag["href"]) for tag in page.select('link[rel="canonical"]')]
        addresses += [str(tag["content"]) for tag in page.select('meta[property="og:url"]')]
        assert all(address.startswith("https://") for address in addresses), name
