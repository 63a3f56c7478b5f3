"""The picture that goes with a link to the book: its title beside its first diagram.

``python -m conf.social_card``, which ``make diagrams`` runs, draws it into conf/social-card.png if what it is made of
has changed.
"""

import html
import sys
import tempfile
import tomllib
from pathlib import Path

from bookcheck.browser import find_browser
from bookcheck.diagrams.diagram import find_diagrams
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from conf.signed_picture import Card, keep_up_to_date, take_picture_of

WIDTH, HEIGHT = 1200, 630
_STYLE = """\
* { box-sizing: border-box; margin: 0; }
body { background: #f8f9fb; border-left: 24px solid #2757dd; color: #131416; display: flex; height: 630px;
  font: 16px "DejaVu Sans", Verdana, sans-serif; overflow: hidden; width: 1200px; }
main { align-self: center; flex: 1; padding: 0 56px; }
h1 { font-size: 68px; letter-spacing: -0.02em; line-height: 1.12; }
p { color: #4b4d54; font-size: 29px; line-height: 1.4; margin-top: 32px; }
aside { padding: 48px 56px 0 0; }
svg { display: block; height: auto; stroke: #5a5c63; color: #5a5c63; width: 440px; }
svg text { fill: #131416; }
svg .d-node :is(rect, circle, ellipse, path, polygon), svg rect.d-node { fill: #fff; }
svg .d-backing { fill: #f8f9fb; }
svg .d-emphasis :is(rect, circle, ellipse, path, polygon) { stroke: #2757dd; stroke-width: 2.5; }
svg .d-aside :is(rect, circle, ellipse, path, polygon) { fill: none; stroke-dasharray: 5 4; }
"""


def find_card(project: Book) -> Card:
    """Return the card of a book; raise :class:`BookError` if it has no diagram, or none that is drawn."""
    diagram = next(find_diagrams(project.pages), None)
    if diagram is None:
        raise BookError("there is no diagram for the picture of the book", path=project.docs, expected="a {mermaid}")
    path = project.diagrams / diagram.file_name
    if not path.is_file():
        raise BookError("the first diagram of the book is not drawn", path=path, fix="make diagrams")
    metadata = tomllib.loads((project.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    title, subtitle = project.settings.title, metadata["description"].partition(": ")[2]
    drawing = path.read_text(encoding="utf-8").partition("<svg")
    page = (
        f'<!DOCTYPE html><meta charset="utf-8"><style>{_STYLE}</style>'
        f"<main><h1>{html.escape(title)}</h1><p>{html.escape(subtitle[:1].upper() + subtitle[1:])}.</p></main>"
        f"<aside>{drawing[1]}{drawing[2]}</aside>"
    )
    return Card(page, f"{title}: {subtitle}. Beside it a diagram: {diagram.title}.")


def take_picture(page: str, browser: str) -> bytes:
    """Return ``page`` as a PNG; raise :class:`BookError` if the browser makes none."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "card.html")
        path.write_text(page, encoding="utf-8")
        return take_picture_of(path.as_uri(), (WIDTH, HEIGHT), browser)


def main() -> int:
    """Draw the picture if it is out of date; return the exit status."""
    project = Book(Path(__file__).resolve().parent.parent)
    path = project.root / "conf" / "social-card.png"
    return keep_up_to_date(path, lambda: find_card(project), lambda card: take_picture(card.page, find_browser()))


if __name__ == "__main__":
    sys.exit(main())
