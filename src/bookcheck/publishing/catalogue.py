"""What ties the versions of the book together: a list of them, the way in, and which of their pages is canonical."""

import html
import json
import os
import re
from pathlib import Path
from typing import Sequence

from bookcheck.files import write_whole
from bookcheck.publishing.book_versions import STABLE, BookVersion
from bookcheck.publishing.page_list import counterpart, read_pages
from bookcheck.publishing.redirects import NAME as SCRIPT_NAME
from bookcheck.publishing.redirects import SCRIPT, redirect_page

NAME = "versions.json"
_MARK = "canonical.txt"
_CANONICAL = re.compile(r'(<link rel="canonical" href=")[^"]*(")')


def publish(folder: Path, versions: Sequence[BookVersion], base: str) -> None:
    """Write the list of ``versions``, which stand in ``folder``, and a page that leads to the stable one, or the first.

    With a ``base``, where they will be served, each page says that stable's is the canonical one, if stable has it.
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
        point_to(folder, first, versions, base)
    write_whole(folder / SCRIPT_NAME, SCRIPT)
    write_whole(folder / "index.html", redirect_page(first.title, first.name + "/index.html", SCRIPT_NAME))
    write_whole(folder / NAME, json.dumps(entries, indent=2) + "\n")


def stable_of(versions: Sequence[BookVersion]) -> BookVersion:
    """Return the stable one of ``versions``, the first if none is."""
    return next((version for version in versions if version.kind == STABLE), versions[0])


def point_to(folder: Path, stable: BookVersion, versions: Sequence[BookVersion], base: str) -> None:
    """Have each page of ``versions`` name the page of ``stable`` as the canonical one, or itself if stable lacks it.

    A version that does so already is not touched; a new result of one does not yet.
    """
    pointed = "{}{}/ of {}\n".format(base, stable.name, stable.commit)
    for version in versions:
        mark = folder / version.name / _MARK
        if mark.is_file() and mark.read_text(encoding="utf-8") == pointed:
            continue
        here, there = read_pages(folder / version.name), read_pages(folder / stable.name)
        for page in here.names:
            found = counterpart(page, here, there)
            canonical = stable.name + "/" + found if found else version.name + "/" + page
            _point(folder / version.name / page, base + canonical)
        mark.write_text(pointed, encoding="utf-8")


def _point(path: Path, address: str) -> None:
    text = path.read_text(encoding="utf-8")
    head, end, rest = text.partition("</head>")
    new = _CANONICAL.sub(lambda found: found[1] + html.escape(address) + found[2], head) + end + rest
    if new != text:
        beside = path.with_name("." + path.name)
        beside.write_text(new, encoding="utf-8")
        os.replace(str(beside), str(path))
