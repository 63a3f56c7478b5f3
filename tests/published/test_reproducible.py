"""The same bytes from other folders, users, hours, time zones, locales and hash seeds: the whole book, built twice.

One build is that of ``make``; the other that of Read the Docs, which adds to each page where it will live.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from tests.published.conftest import ADDRESS, ReadTheDocs

FILES = 190
"""How many files the site has at least."""

OWN = {".buildinfo", ".buildinfo.bak", "_static/social-card.png", "sitemap.xml"}
"""What tells of the configuration, which differs, and what only a site with an address has."""

BETWEEN = re.compile(rb">\s+<")
ADDED = re.compile(
    rb'<link rel="canonical"[^>]*>|<meta (?:property="og:|name="twitter:)[^"]*" content="[^"]*" ?/?>'
    rb'|<p class="edition">.*?</p>',
    re.DOTALL,
)


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of ``folder`` by their paths in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_address(name: str, content: bytes) -> bytes:
    """Return a file without what is there only because the site has an address."""
    if name == "404.html":  # asked for under any path, it names its own site
        content = content.replace(ADDRESS.partition("book.example.org")[2].encode(), b"/")
    if name == "robots.txt":
        content = content.replace(f"\nSitemap: {ADDRESS}sitemap.xml\n".encode(), b"")
    if name.startswith("llms"):
        content = content.replace(ADDRESS.encode(), b"")
    if not name.endswith(".html"):
        return content
    head, end, body = ADDED.sub(b"", content).partition(b"</head>")
    return BETWEEN.sub(b"><", head) + end + body


def different(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the names of the files that only one has, or that differ, each with where."""
    found = [f"{name}: only in one" for name in sorted(one.keys() ^ other.keys())]
    for name in sorted(one.keys() & other.keys()):
        if one[name] != other[name]:
            pairs = zip(one[name], other[name], strict=False)
            at = next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one[name]), len(other[name])))
            place = slice(max(at - 40, 0), at + 40)
            found.append(f"{name}, byte {at}: {one[name][place]!r} and {other[name][place]!r}")
    return found


def test_every_file_of_the_site_is_the_same(site: Path, read_the_docs: ReadTheDocs) -> None:
    here, there = contents(site), contents(read_the_docs.output / "html")
    assert len(here) >= FILES
    same = [
        {name: without_address(name, content) for name, content in files.items() if name not in OWN}
        for files in (here, there)
    ]
    assert different(*same) == []
    assert {"llms.txt", "objects.inv", "find/parts.json"} <= here.keys()


def test_the_epub_is_the_same_archive(made_epub: Path, read_the_docs: ReadTheDocs) -> None:
    with ZipFile(made_epub) as one, ZipFile(read_the_docs.epub) as other:
        assert different(*({name: book.read(name) for name in book.namelist()} for book in (one, other))) == []
    assert made_epub.read_bytes() == read_the_docs.epub.read_bytes()


def test_a_difference_is_named_with_its_file_and_place() -> None:
    assert different({"a": b"same", "b": b"ten"}, {"a": b"same", "b": b"tin", "c": b""}) == [
        "c: only in one",
        "b, byte 1: b'ten' and b'tin'",
    ]
