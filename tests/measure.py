"""What each page of the built site weighs and how it scores, beside CPython's own documentation: ``make measure``.

Writes ``build/measure.md``. Lighthouse measures a phone on a slow network, simulated; its performance depends on the
machine's load, which the table tells. Needs Node.js, Chromium and, for CPython's documentation, Debian's apt and dpkg.
"""

import functools
import gzip
import http.server
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median
from typing import Any, Literal

from playwright.sync_api import Browser, sync_playwright

from bookcheck.browser import find_browser, options
from bookcheck.diagrams.draw import install_tool
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from tests.browser import nu
from tests.browser.axe import violations_of_many
from tests.browser.conftest import Site
from tests.browser.visit import settled, weigh
from tests.small_book import ROOT

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
PACKAGES = ("python3.11-doc", "libjs-jquery", "libjs-underscore")
"""CPython's documentation in Debian 12 (python3-doc is a link to it) and what its pages load."""
THEIRS = ("reference/executionmodel.html", "reference/import.html", "library/dis.html")
TEXTS = (".html", ".js", ".css", ".svg", ".txt", ".xml", ".json")
VIEWS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (1280, "light"),
    (1280, "dark"),
    (390, "light"),
    (390, "dark"),
)
"""How axe looks at each page: what it finds is added up."""
HEAD = ("page", "KB", "requests", "axe", "Nu", *CATEGORIES)


@dataclass(frozen=True)
class Row:
    """What was measured of a page: KB compressed, requests, violations, errors, then Lighthouse's scores up to 100."""

    page: str
    kilobytes: float
    requests: int
    axe: int
    nu: int
    performance: int
    accessibility: int
    practices: int
    seo: int


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed, to be kept for a year, as hosts of static sites do."""

    def send_head(self) -> io.BytesIO | None:
        """Return the file asked for, after its headers."""
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return None
        text = path.suffix in TEXTS
        body = gzip.compress(path.read_bytes(), 6, mtime=0) if text else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path) + ("; charset=utf-8" if text else ""))
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000")
        self.end_headers()
        return io.BytesIO(body)

    def copyfile(self, source: Any, outputfile: Any) -> None:
        """Send the file; a browser that leaves the page meanwhile is no fault."""
        with suppress(BrokenPipeError, ConnectionResetError):
            super().copyfile(source, outputfile)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[Site]:
    """Serve ``folder`` as long as the block runs."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(folder, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


def fetch_cpython_docs() -> Path:
    """Return the folder of CPython's documentation below ``build/``, fetched from Debian if it is not there."""
    folder = ROOT / "build" / "python-doc"
    found = folder / "usr" / "share" / "doc" / "python3.11" / "html"
    if not found.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["apt-get", "download", "-qq", *PACKAGES], cwd=folder, check=True)
        for package in folder.glob("*.deb"):
            subprocess.run(["dpkg", "-x", package, folder], check=True)
    return found


def lighthouse(url: str, program: Path) -> list[int]:
    """Return Lighthouse's scores of the page at ``url``, in the order of :data:`CATEGORIES`."""
    flags = " ".join(["--headless=new", *options()])
    command = ["node", str(program), url, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    environ = {**os.environ, "CHROME_PATH": find_browser()}
    done = subprocess.run([*command, f"--chrome-flags={flags}"], env=environ, capture_output=True, check=True)
    scores = json.loads(done.stdout)["categories"]
    return [round(100 * (scores[name]["score"] or 0)) for name in CATEGORIES]


def measure(site: Site, pages: list[str], browser: Browser, program: Path) -> Iterator[Row]:
    """Yield what ``pages`` of ``site`` weigh and score."""
    errors = nu.errors([site.folder / page for page in pages])
    for name in pages:
        weights = [weight for _, weight in weigh(browser.new_page(), site, name)]
        found = [violation for view in VIEWS for violation in look(browser, site.url + name, *view)]
        scores = lighthouse(site.url + name, program)
        row = Row(name, sum(weights) / 1024, len(weights), len(found), len(errors[site.folder / name]), *scores)
        print(*cells(row), sep="\t", flush=True)
        yield row


def look(browser: Browser, url: str, width: int, scheme: Literal["light", "dark"]) -> list[str]:
    """Return what axe finds, by all its rules, in the page at ``url`` with everything open."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(url)
    found, _ = violations_of_many(settled(page))
    page.context.close()
    return found


def cells(row: Row) -> list[str]:
    """Return the figures of ``row`` as they are written."""
    return [f"{each:.1f}" if isinstance(each, float) else str(each) for each in astuple(row)]


def table(title: str, rows: list[Row]) -> str:
    """Return a table of ``rows``, their medians last."""
    columns = list(zip(*map(astuple, rows), strict=True))[1:]
    middle = ["**median**", *(f"{median(column):.4g}" for column in columns)]
    lines = [HEAD, ["---"] * len(HEAD), *map(cells, rows), middle]
    return "\n".join([f"## {title}\n", *("| " + " | ".join(line) + " |" for line in lines), ""])


def main(pages: list[str]) -> None:
    """Measure ``pages`` of the book, or all of them, and write the table."""
    program = install_tool(Book(ROOT), "lighthouse") / "node_modules" / "lighthouse" / "cli" / "index.js"
    load = "Load of the machine at the start: {:.1f} on {} processors.\n".format(os.getloadavg()[0], os.cpu_count())
    with ExitStack() as stack:
        ours = stack.enter_context(serve(ROOT / "build" / "html"))
        theirs = stack.enter_context(serve(fetch_cpython_docs()))
        playwright = stack.enter_context(sync_playwright())
        browser = stack.enter_context(playwright.chromium.launch(executable_path=find_browser(), args=options()))
        tables = [
            table("CPython's documentation", list(measure(theirs, list(THEIRS), browser, program))),
            table("This book", list(measure(ours, pages or ours.pages, browser, program))),
        ]
    target = ROOT / "build" / "measure.md"
    target.write_text("\n".join(["# The pages, measured\n", load, *reversed(tables)]), encoding="utf-8")
    print("The table is in", target)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except BookError as error:
        sys.exit(str(error))
