"""Where the reader is, and the ways on from there."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Site

PAGE = "03-core-execution-model/07-frames-and-namespaces.html"


@pytest.mark.parametrize("at", [2, 5, -1])
def test_the_contents_mark_the_heading_that_a_link_leads_to(open_page: OpenPage, at: int) -> None:
    page = open_page(PAGE, width=1440)
    links = page.locator(".toc-tree a[href^='#']:not([href='#'])").all()
    links[at].click()
    expect(links[at]).to_have_attribute("aria-current", "location")
    expect(page.locator(".toc-tree [aria-current]")).to_have_count(1)


def test_the_list_of_pages_shows_the_page_that_is_read(open_page: OpenPage) -> None:
    page = open_page("appendices/g-inside-cpython.html", width=1440, height=600)
    expect(page.locator(".sidebar-tree a.current")).to_be_in_viewport()


def test_the_ways_to_the_pages_around_name_them(open_page: OpenPage, site: Site) -> None:
    page = open_page("03-core-execution-model/00-overview.html")
    expect(page.locator(".prev-page .title")).to_have_text("How CPython runs your program")
    expect(page.locator(".next-page .title")).to_contain_text("From source file to running program")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_way_back_to_the_top_is_in_the_bar_and_covers_nothing(open_page: OpenPage, width: int) -> None:
    page = open_page(PAGE, width=width)
    for top in (3000, 2000):
        page.evaluate("top => scrollTo({top, behavior: 'instant'})", top)
        page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    link = page.get_by_role("link", name="Back to top")
    expect(link).to_be_visible()
    box, bar = link.bounding_box(), page.locator(".reader-bar").bounding_box()
    assert box is not None
    assert bar is not None
    assert bar["y"] <= box["y"]
    assert box["y"] + box["height"] <= bar["y"] + bar["height"]
    expect(page.locator(".content .back-to-top")).to_be_hidden()
