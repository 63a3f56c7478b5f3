"""The pages of a built site and the addresses that moved, in ``pages.json`` at its root.

Each version of the book holds its own, so that a page of another version can find its counterpart on any server.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Tuple

from bookcheck.files import write_whole

NAME = "pages.json"


@dataclass(frozen=True)
class Pages:
    """The pages of a site, as addresses from its root, in the order of reading; ``moved`` is old → new."""

    names: Tuple[str, ...]
    moved: Mapping[str, str]


def counterpart(page: str, here: Pages, there: Pages) -> str:
    """Return what ``page`` of the version with the pages ``here`` is called ``there``, or "" if it is not there.

    The newer of two versions knows what moved, so both are asked.
    """
    earlier = [old for old, new in here.moved.items() if new == page]
    return next((name for name in (page, there.moved.get(page, ""), *earlier) if name in there.names), "")


def write_pages(site: Path, pages: Pages) -> None:
    """Write ``pages`` into the folder of a built site."""
    text = json.dumps({"pages": pages.names, "moved": dict(pages.moved)}, indent=0, ensure_ascii=False)
    write_whole(site / NAME, text + "\n")


def read_pages(site: Path) -> Pages:
    """Return the pages of a built site; without a list, its HTML files, none of which moved."""
    path = site / NAME
    if path.is_file():
        read = json.loads(path.read_text(encoding="utf-8"))
        return Pages(tuple(read["pages"]), read["moved"])
    names = (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return Pages(tuple(sorted(name for name in names if not name.startswith("_static/"))), {})
