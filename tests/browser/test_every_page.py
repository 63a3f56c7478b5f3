"""Each page of the site: reachable for everyone, light to load, and it asks nothing of other hosts."""

import gzip
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import OpenPage, Site

PAGES = 24
"""How many pages there are at least. Raise it as the book grows."""
LIMIT = 90 * 1024  # bytes, compressed
REQUESTS = 20


def violations(page: Page) -> list[str]:
    """What axe finds, of any impact: the rule, how bad it is and where."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{each['id']} ({each['impact']}): {each['nodes'][0]['html'][:120]}" for each in found]


THIN = """() => {
  for (const parent of document.querySelectorAll('article :is(ul, ol, dl, tbody), aside ul')) {
    for (const child of [...parent.children].slice(12)) child.remove();
  }
  const seen = new Set();
  for (const token of document.querySelectorAll('pre span[class]')) {
    const kind = token.className + '/' + token.closest('div[class*=highlight-]')?.className;
    if (seen.has(kind)) token.replaceWith(...token.childNodes);
    seen.add(kind);
  }
}"""
"""Leave a dozen of what is repeated and one token of each kind in a block: axe takes seconds a thousand elements."""


def settled(page: Page) -> Page:
    """The page with everything open and nothing moving."""
    page.evaluate("document.querySelectorAll('article details').forEach(each => each.open = true)")
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
    return page


@pytest.fixture(scope="module")
def reading(site: Site) -> list[str]:
    """The pages to look at."""
    assert len(site.pages) >= PAGES
    return site.pages


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(open_page: OpenPage, reading: list[str], site: Site, width: int, scheme: str) -> None:
    page = open_page(reading[0], width=width, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for name in reading:
        page.goto(site.url + name)
        settled(page).evaluate(THIN)
        found[name] = violations(page)
    assert {name: list(each) for name, each in found.items() if each} == {}


def test_no_page_is_wider_than_the_screen(open_page: OpenPage, reading: list[str], site: Site) -> None:
    for width in (1280, 390, 320):
        page = open_page(reading[0], width=width)
        wide = {}
        for name in reading:
            page.goto(site.url + name)
            settled(page)
            measured = page.evaluate("document.documentElement.scrollWidth")
            if measured > width:
                wide[name] = measured
        assert wide == {}


def test_no_page_loads_much_or_asks_another_host(open_page: OpenPage, reading: list[str], site: Site) -> None:
    for name in reading:
        weights = list(weigh(open_page("404.html"), site, name))
        assert all(url.startswith(site.url) for url, _ in weights), name
        assert len(weights) <= REQUESTS, f"{name}: {len(weights)} requests"
        total = sum(weight for _, weight in weights)
        assert total <= LIMIT, f"{name}: {total / 1024:.1f} KB"


def weigh(page: Page, site: Site, name: str) -> Iterator[tuple[str, int]]:
    """Yield what a page loads before its reader acts, and the bytes that a server would send compressed."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(site.url + name, wait_until="networkidle")
    for url in loaded:
        path = site.folder / url.removeprefix(site.url).partition("?")[0].partition("#")[0]
        yield url, len(gzip.compress(path.read_bytes(), 6, mtime=0)) if path.is_file() else 0
    page.context.close()
