"""The picture that goes with a link to the book: its title beside its first diagram.

``python conf/social_card.py``, which ``make diagrams`` runs, draws it into conf/social-card.png if what it is made of
has changed. It is kept, as drawings are: building the site needs no browser. The file says what it was made of.
"""

import hashlib
import html
import struct
import subprocess
import sys
import tempfile
import tomllib
import zlib
from dataclasses import dataclass
from pathlib import Path

from bookcheck.browser import find_browser, options
from bookcheck.diagrams.diagram import find_diagrams
from bookcheck.errors import BookError, exit_status
from bookcheck.pages.book import Book

WIDTH, HEIGHT = 1200, 630
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
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


@dataclass(frozen=True)
class Card:
    """What the picture is made of: a page as wide and as high as it, and the words for a reader who cannot see it."""

    page: str
    alternative: str

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that all it is made of determines."""
        return hashlib.sha256((self.page + self.alternative).encode("utf-8")).hexdigest()[:12]


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


def take_picture_of(address: str, size: tuple[int, int], browser: str) -> bytes:
    """Return the top of the page at ``address``, ``size`` wide and high; raise :class:`BookError` as above."""
    with tempfile.TemporaryDirectory() as name:
        picture = Path(name, "picture.png")
        command = [browser, "--headless", *options(), f"--user-data-dir={Path(name, 'profile')}"]
        command += ["--hide-scrollbars", "--force-device-scale-factor=1", f"--window-size={size[0]},{size[1]}"]
        command += ["--virtual-time-budget=5000", f"--screenshot={picture}", address]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
        if not picture.is_file():
            said = "\n".join(done.stderr.strip().splitlines()[-3:])
            raise BookError("the browser took no picture", found=said, fix="set CHROMIUM to another one")
        return picture.read_bytes()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def sign(picture: bytes, card: Card) -> bytes:
    """Return ``picture`` with the words and the digest of ``card`` in it."""
    header = len(_SIGNATURE) + 25  # the first chunk, IHDR, is always that long
    words = _chunk(b"iTXt", b"Description\0\0\0\0\0" + card.alternative.encode("utf-8"))
    return picture[:header] + words + _chunk(b"tEXt", b"Source\0" + card.digest.encode("ascii")) + picture[header:]


def read_words(picture: bytes) -> dict[str, str]:
    """Return the words in a PNG by their keywords."""
    words = {}
    position = len(_SIGNATURE)
    while position < len(picture):
        length, kind = struct.unpack_from(">I4s", picture, position)
        if kind in (b"iTXt", b"tEXt"):
            keyword, _, text = picture[position + 8 : position + 8 + length].partition(b"\0")
            words[keyword.decode("ascii")] = text.lstrip(b"\0").decode("utf-8")
        position += length + 12
    return words


def check_card(path: Path, card: Card) -> None:
    """Raise :class:`BookError` if the picture at ``path`` was not made of ``card``."""
    source = read_words(path.read_bytes()).get("Source", "nothing") if path.is_file() else "no picture"
    if source != card.digest:
        raise BookError(
            "the picture that goes with links to the book is out of date",
            path=path,
            expected="one made of " + card.digest,
            found=source,
            fix="make diagrams",
        )


def main() -> int:
    """Draw the picture if it is out of date; return the exit status."""
    project = Book(Path(__file__).resolve().parent.parent)
    path = project.root / "conf" / "social-card.png"

    def draw() -> None:
        card = find_card(project)
        try:
            check_card(path, card)
        except BookError:
            path.write_bytes(sign(take_picture(card.page, find_browser()), card))
            print("drew", project.relative(path))

    return exit_status(draw)


if __name__ == "__main__":
    sys.exit(main())
