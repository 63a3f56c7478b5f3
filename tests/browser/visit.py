"""One visit to each page of the site, in which everything is measured that can be measured without acting.

To load a page and lay it out costs more than most of what is measured, so it is done once for all.
"""

import functools
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, Request

from tests.browser.axe import RULES_OF_LAYOUT, leave_out_tokens, mark_kinds, violations_of_kinds
from tests.browser.conftest import OpenPage, Site


@dataclass(frozen=True)
class Visit:
    """What was found in a page.

    Its weight in bytes, compressed, by address; how wide it is on a screen of each width; and, wide in
    light colours and narrow in dark ones, how many kinds of text it has and what axe finds.
    """

    weights: list[tuple[str, int]]
    widths: dict[int, int]
    kinds: dict[str, int]
    violations: dict[str, list[str]]


def visit_all(open_page: OpenPage, site: Site) -> dict[str, Visit]:
    """Visit each page of ``site``, and some of its reference, as a reader whose browser has kept nothing."""
    page = open_page("404.html", reduced_motion="reduce")
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    loaded = asked_for(page)
    return {name: visit(page, site, name, loaded) for name in (*site.pages, *site.reference)}


def asked_for(page: Page) -> list[str]:
    """Return a list that will hold the addresses that ``page`` asks for.

    But for the icon of the site: a browser asks for it whenever it likes, when the next page has begun too.
    """
    loaded: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type != "other" or not request.url.endswith((".ico", ".png", ".svg")):
            loaded.append(request.url)

    page.on("request", note)
    return loaded


def visit(page: Page, site: Site, name: str, loaded: list[str]) -> Visit:
    """Visit the page ``name``; ``loaded`` holds what ``page`` has asked for."""
    loaded.clear()
    look(page, 390, "dark")
    page.goto(site.url + name)
    settled(page)
    widths = {width: measure(page, width) for width in (320, 390)}
    kinds = {"narrow": mark_kinds(page, "narrow")}
    look(page, 1280, "light")
    widths[1280] = measure(page, 1280)
    kinds["wide"] = mark_kinds(page, "wide")
    leave_out_tokens(page)
    violations = {"wide": violations_of_kinds(page, "wide")}
    look(page, 390, "dark")
    violations["narrow"] = violations_of_kinds(page, "narrow", RULES_OF_LAYOUT)
    all_there(page)
    return Visit(list(weigh_each(site, loaded)), widths, kinds, violations)


def look(page: Page, width: int, scheme: str) -> None:
    """Have the page look as on a screen of ``width`` in the colours of ``scheme``."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    # What watches the width of a table, to make it a tab stop, is told when a frame is drawn.
    page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")


def measure(page: Page, width: int) -> int:
    """Return how wide the page is on a screen of ``width``."""
    page.set_viewport_size({"width": width, "height": 900})
    return int(page.evaluate("document.documentElement.scrollWidth"))


def settled(page: Page) -> Page:
    """The page with everything open and nothing moving."""
    page.evaluate("document.querySelectorAll('article details').forEach(each => each.open = true)")
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
    return page


def all_there(page: Page) -> None:
    """Wait until the page has all that it loads by itself.

    On a busy machine the network idles before that: the module that links lines comes after the others.
    """
    page.wait_for_function("() => !document.querySelector('[data-line]') || document.querySelector('.linking-status')")
    page.wait_for_load_state("networkidle")


def weigh(page: Page, site: Site, name: str) -> Iterator[tuple[str, int]]:
    """Yield what a page loads before its reader acts, and the bytes that a server would send compressed."""
    loaded = asked_for(page)
    page.goto(site.url + name)
    all_there(page)
    yield from weigh_each(site, loaded)
    page.context.close()


def weigh_each(site: Site, loaded: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield each address with the bytes that a server would send, none if it is not of the site."""
    for url in loaded:
        path = site.folder / url.removeprefix(site.url).partition("?")[0].partition("#")[0]
        yield url, compressed(path) if path.is_file() else 0


@functools.cache
def compressed(path: Path) -> int:
    """Return how many bytes of a file a server would send."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))
