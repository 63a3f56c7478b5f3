"""The picture in the README: the first screen of the start page.

``make picture`` builds the site and takes it into conf/readme-page.png if the page says something new.
"""

import functools
import http.server
import sys
import threading
from pathlib import Path

from bs4 import BeautifulSoup

from bookcheck.browser import find_browser
from bookcheck.errors import BookError
from conf.signed_picture import Card, keep_up_to_date, take_picture_of

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "conf" / "readme-page.png"
SIZE = (1280, 860)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the site without a log: a page that is opened from a folder runs no modules."""

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


def find_words(site: Path) -> Card:
    """Return what the first screen of the start page of ``site`` says: down to the end of its example."""
    page = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    shown = page.select("article h1, article h1 + p, article figure.example-live")
    if len(shown) < 3:
        problem = "the start page has no title, sentence and example with a row of Pythons"
        raise BookError(problem, path=site / "index.html", fix="give its {example} the option :live:")
    words = "\n".join(" ".join(part.get_text(" ").split()) for part in shown)
    caption = " ".join(part.get_text() for part in shown[-1].select(".example-caption"))
    return Card(words, f"The start page: {caption}.")


def take(site: Path) -> bytes:
    """Return a picture of ``site``."""
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/index.html"
        picture = take_picture_of(address, SIZE, find_browser())
        server.shutdown()
    return picture


def main() -> int:
    """Take the picture if it is out of date; return the exit status."""
    site = ROOT / "build" / "html"
    return keep_up_to_date(PICTURE, lambda: find_words(site), lambda card: take(site))


if __name__ == "__main__":
    sys.exit(main())
