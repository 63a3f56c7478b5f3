"""A picture that the browser takes of a page, signed with a digest of what it was made of.

The pictures are kept, as drawings are: building the site needs no browser. The digest says whether a picture still
shows what the page says. A new release of a browser draws the same words a little differently, which makes no picture
out of date.
"""

import hashlib
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bookcheck.browser import options
from bookcheck.errors import BookError, exit_status

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Card:
    """What a picture is made of: the ``page`` that it shows, and the words for a reader who cannot see it."""

    page: str
    alternative: str

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that all it is made of determines."""
        return hashlib.sha256((self.page + self.alternative).encode("utf-8")).hexdigest()[:12]


def take_picture_of(address: str, size: tuple[int, int], browser: str) -> bytes:
    """Return the top of the page at ``address``, ``size`` wide and high; raise :class:`BookError` if there is none."""
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


def check_picture(path: Path, card: Card, fix: str) -> None:
    """Raise :class:`BookError` that names ``fix`` if the picture at ``path`` was not made of ``card``."""
    source = read_words(path.read_bytes()).get("Source", "nothing") if path.is_file() else "no picture"
    if source != card.digest:
        problem = "the picture is out of date"
        raise BookError(problem, path=path, expected="one made of " + card.digest, found=source, fix=fix)


def keep_up_to_date(path: Path, find: Callable[[], Card], take: Callable[[Card], bytes]) -> int:
    """Take the picture at ``path`` again if it was made of something else; return the exit status.

    ``find`` returns what it should be made of, or raises :class:`BookError`; ``take`` returns a picture of that.
    """

    def update() -> None:
        card = find()
        try:
            check_picture(path, card, "")
        except BookError:
            path.write_bytes(sign(take(card), card))
            print("took", path.name)

    return exit_status(update)
