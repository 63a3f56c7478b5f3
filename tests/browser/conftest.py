"""The built site, served as any static server would, and Chromium to read it with."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from bookcheck.browser import find_browser, options
from bookcheck.pages.book import Book
from tests.small_book import ROOT

POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
"""The Content-Security-Policy that the site is served with: no script but the site's own files."""

BAD = ("error", "warning")

OpenPage = Callable[..., Page]


def is_bad(message: ConsoleMessage) -> bool:
    """Whether the browser complains; it asks each server once for an icon, which ours does not have."""
    return message.type in BAD and not message.location["url"].endswith("/favicon.ico")


@dataclass(frozen=True)
class Site:
    """The site of the book, and where it is served."""

    folder: Path
    url: str

    @property
    def pages(self) -> list[str]:
        """The pages that a reader comes to read, without the reference."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return sorted(name for name in found if not name.startswith(("apidocs/", "_static/")))

    @property
    def reference(self) -> list[str]:
        """Some pages of the API reference, all of which have the same layout: the longest, and of the others a few."""
        found = sorted((self.folder / "apidocs").rglob("*.html"), key=lambda path: path.stat().st_size)
        return [path.relative_to(self.folder).as_posix() for path in (*found[::6], found[-1])]

    def examples(self, page: str) -> int:
        """How many examples the page shows."""
        return (self.folder / page).read_text(encoding="utf-8").count("<figure ")


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files with :data:`POLICY`, and writes no log."""

    def end_headers(self) -> None:
        """Add the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *arguments: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Serve the site in ``folder``."""
    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Site(folder, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The site that `make html` has built."""
    folder = ROOT / "build" / "html"
    assert (folder / "index.html").is_file(), "no site to look at; run: make html"
    with serve(folder) as served:
        yield served


@pytest.fixture(scope="session")
def project() -> Book:
    """The book."""
    return Book(ROOT)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a machine without one fails here, and says what to install."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_browser(), args=options())
        yield chromium
        chromium.close()


@contextlib.contextmanager
def new_readers(site: Site, browser: Browser) -> Iterator[OpenPage]:
    """Open pages of the site, each as a new reader would; whatever the browser complains of is an error in the end."""
    complaints: list[str] = []
    contexts = []

    def open_page(name: str, width: int = 1280, height: int = 900, **settings: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **settings)
        context.set_default_timeout(5000)  # milliseconds
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.extend([message.text] if is_bad(message) else []))
        page.goto(site.url + name)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def open_page(site: Site, browser: Browser) -> Iterator[OpenPage]:
    """Open a page of the site as a new reader would; whatever the browser complains of fails the test."""
    with new_readers(site, browser) as open_page:
        yield open_page
