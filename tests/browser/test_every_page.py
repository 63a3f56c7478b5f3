"""Each page of the site: reachable for everyone, light to load, and it asks nothing of other hosts."""

import functools
import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.axe import RULES_OF_LAYOUT, violations_of_many
from tests.browser.conftest import OpenPage, Site

PAGES = 40
"""How many pages there are at least. Raise it as the book grows."""
KINDS = 8
"""How many kinds of text a page has at least, by colour, size, weight and ground."""
LIMIT = 90 * 1024  # bytes, compressed
REQUESTS = 20


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


@pytest.mark.parametrize(
    ("width", "scheme", "rules"), [(1280, "light", None), (390, "dark", RULES_OF_LAYOUT)], ids=["wide", "narrow"]
)
def test_axe_finds_nothing(
    open_page: OpenPage, reading: list[str], site: Site, width: int, scheme: str, rules: Sequence[str] | None
) -> None:
    page = open_page(reading[0], width=width, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for name in reading:
        page.goto(site.url + name)
        found[name], kinds = violations_of_many(settled(page), rules)
        assert kinds >= KINDS, f"{name}: {kinds} kinds of text"
    assert {name: each for name, each in found.items() if each} == {}


def test_no_page_is_wider_than_the_screen(open_page: OpenPage, reading: list[str], site: Site) -> None:
    page = open_page("404.html")
    wide = {}
    for name in reading:
        page.goto(site.url + name)
        settled(page)
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 900})
            measured = page.evaluate("document.documentElement.scrollWidth")
            if measured > width:
                wide[name] = (width, measured)
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
        yield url, compressed(path) if path.is_file() else 0
    page.context.close()


@functools.cache
def compressed(path: Path) -> int:
    """Return how many bytes of a file a server would send."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))
