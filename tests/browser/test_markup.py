"""Each page of the site is valid HTML, and says in a sentence what it is about."""

from pathlib import Path

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


def test_no_page_has_an_error_in_its_html(site: Site) -> None:
    reference = sorted((site.folder / "apidocs").rglob("*.html"))[::50]  # they are all made alike
    pages = [site.folder / name for name in site.pages]
    assert len(pages) >= PAGES
    assert len(reference) > 10
    found = nu.errors([*pages, *reference])
    assert {str(path.relative_to(site.folder)): each for path, each in found.items() if each} == {}


def test_the_checker_sees_what_was_once_wrong(tmp_path: Path) -> None:
    page = tmp_path / "broken page.html"
    page.write_text(BROKEN, encoding="utf-8")
    (found,) = nu.errors([page]).values()
    assert "Duplicate ID" in " ".join(found)
    assert "not allowed as child of element “figure”" in " ".join(found)


def test_each_page_says_what_it_is_about(site: Site) -> None:
    said = {}
    for name in site.pages:
        head = BeautifulSoup((site.folder / name).read_text(encoding="utf-8"), "html.parser").head
        assert head is not None
        (description,) = head.select('meta[name="description"]')
        said[name] = str(description["content"])
        assert 15 < len(said[name]) < 250, name
    assert sum(text.startswith("After this page you") for text in said.values()) >= SENTENCES


def test_a_site_that_lives_nowhere_yet_gives_no_address_of_itself(site: Site) -> None:
    for name in site.pages:
        page = BeautifulSoup((site.folder / name).read_text(encoding="utf-8"), "html.parser")
        addresses = [str(tag["href"]) for tag in page.select('link[rel="canonical"]')]
        addresses += [str(tag["content"]) for tag in page.select('meta[property="og:url"]')]
        assert all(address.startswith("https://") for address in addresses), name
