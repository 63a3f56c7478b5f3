"""The list of the versions of the book, the page that leads to one of them, and the canonical link of each page."""

import html
import json
import re
from pathlib import Path
from typing import Sequence

from bookcheck.files import write_whole
from bookcheck.publishing.book_versions import STABLE, BookVersion
from bookcheck.publishing.page_list import counterpart, read_pages
from bookcheck.publishing.redirects import NAME as SCRIPT_NAME
from bookcheck.publishing.redirects import SCRIPT, redirect_page

NAME = "versions.json"
_CANONICAL = re.compile(r'(<link rel="canonical" href=")[^"]*(")')


def publish(folder: Path, versions: Sequence[BookVersion], base: str) -> None:
    """Write the list of ``versions``, which are in ``folder``, and a page that leads to the stable one, or the first.

    ``base`` is the address that they will be served below, or "". With one, each page names the same page of the
    stable version as the canonical one, or itself if stable does not have it.
    """
    entries = [
        {
            "name": version.name,
            "title": version.title,
            "kind": version.kind,
            "url": version.name + "/",
            "commit": version.commit,
        }
        for version in versions
    ]
    first = stable_of(versions)
    if base:
        _write_canonical_links(folder, first, versions, base)
    write_whole(folder / SCRIPT_NAME, SCRIPT)
    write_whole(folder / "index.html", redirect_page(first.title, first.name + "/index.html", SCRIPT_NAME))
    write_whole(folder / NAME, json.dumps(entries, indent=2) + "\n")


def stable_of(versions: Sequence[BookVersion]) -> BookVersion:
    """Return the stable one of ``versions``, the first if none is."""
    return next((version for version in versions if version.kind == STABLE), versions[0])


def _write_canonical_links(folder: Path, stable: BookVersion, versions: Sequence[BookVersion], base: str) -> None:
    there = read_pages(folder / stable.name)
    for version in versions:
        here = read_pages(folder / version.name)
        for page in here.names:
            name = counterpart(page, here, there)
            address = html.escape(base + (stable.name + "/" + name if name else version.name + "/" + page))
            path = folder / version.name / page
            head, end, rest = path.read_text(encoding="utf-8").partition("</head>")
            write_whole(path, _CANONICAL.sub(r"\g<1>{}\g<2>".format(address), head) + end + rest)
