"""Each page of the site: reachable for everyone, light to load, and it asks nothing of other hosts."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import OpenPage, Site, new_readers
from tests.browser.visit import Visit, visit_all, weigh

PAGES = 40
"""How many pages there are at least. Raise it as the book grows."""
KINDS = 8
"""How many kinds of text a page has at least, by colour, size, weight and ground."""
LIMIT = 90 * 1024  # bytes, compressed
REQUESTS = 20


@pytest.fixture(scope="module")
def visits(site: Site, browser: Browser) -> dict[str, Visit]:
    """What was found in each page."""
    with new_readers(site, browser) as open_page:
        found = visit_all(open_page, site)
    assert len(found) >= PAGES
    return found


@pytest.mark.parametrize("way", ["wide", "narrow"])
def test_axe_finds_nothing(visits: dict[str, Visit], way: str) -> None:
    assert {name: visit.kinds[way] for name, visit in visits.items() if visit.kinds[way] < KINDS} == {}
    assert {name: found for name, visit in visits.items() if (found := visit.violations[way])} == {}


def test_no_page_is_wider_than_the_screen(visits: dict[str, Visit]) -> None:
    wide = {
        name: {screen: width for screen, width in visit.widths.items() if width > screen}
        for name, visit in visits.items()
    }
    assert {name: widths for name, widths in wide.items() if widths} == {}


def test_no_page_loads_much_or_asks_another_host(visits: dict[str, Visit], site: Site) -> None:
    for name, visit in visits.items():
        assert visit.weights[0][0].partition("?")[0] == site.url + name
        assert len(visit.weights) > 5, f"{name}: {visit.weights}"
        assert all(url.startswith(site.url) for url, _ in visit.weights), name
        assert len(visit.weights) <= REQUESTS, f"{name}: {len(visit.weights)} requests"
        total = sum(weight for _, weight in visit.weights)
        assert total <= LIMIT, f"{name}: {total / 1024:.1f} KB"


def test_a_visit_counts_what_a_new_reader_loads(visits: dict[str, Visit], open_page: OpenPage, site: Site) -> None:
    heaviest = max(visits, key=lambda name: len(visits[name].weights))
    assert sorted(weigh(open_page("404.html"), site, heaviest)) == sorted(visits[heaviest].weights)
