"""The pages of the built site as one document, to be printed: each id once, each link to where its page now stands."""

import posixpath
import re
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Dict, List, Optional, Tuple

from bookcheck.errors import BookError
from bookcheck.pages.book import GENERATED

FIRST = "index.html"
TITLE_PAGE = "title-page.html"
INDEX = "genindex.html"

_LINKS = re.compile(r'(?<=\s)(href|src)="([^"]*)"')
_IDS = re.compile(r'(?<=\s)(id|for|aria-labelledby|aria-describedby)="([^"]+)"')
_PLAIN = re.compile(r'^<summary [^>]*data-plain="([^"]*)"')
_DRAWN = re.compile(r"url\(#([^)]+)\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")


@dataclass(frozen=True)
class SitePage:
    """A page of the site: what stands before its main element, in it, and after it; what its table of contents names.

    The pieces of ``main`` are texts as they stand in the page; those that are start tags begin with ``<``.
    """

    before: str
    main: Tuple[str, ...]
    after: str
    contents: Dict[str, str]


class _Reader(HTMLParser):
    """Takes a page apart; scripts are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: Tuple[List[str], List[str], List[str]] = ([], [], [])
        self.part = 0
        self.open: List[Tuple[str, str]] = []
        self.depth = 0
        self.link: Optional[str] = None
        self.contents: Dict[str, str] = {}

    def keep(self, text: str) -> None:
        if not any(tag == "script" for tag, _ in self.open):
            self.parts[self.part].append(text)

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        found = dict(attrs)
        if tag == "a" and self.open and "toctree-l" in self.open[-1][1]:
            self.link = (found.get("href") or "").partition("#")[0]
            self.contents.setdefault(self.link, "")
        if tag not in _EMPTY:
            self.open.append((tag, found.get("class") or ""))
        self.keep(self.get_starttag_text() or "")
        if found.get("role") == "main":
            self.part, self.depth = 1, len(self.open)

    def handle_startendtag(self, tag: str, attrs: List[Tuple[str, Optional[str]]]) -> None:
        self.keep(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass  # an element that HTML lets end by itself, such as p or li
        if self.part == 1 and len(self.open) < self.depth:
            self.part = 2
        if tag == "a":
            self.link = None
        if tag != "script":
            self.keep("</{}>".format(tag))

    def handle_data(self, data: str) -> None:
        if self.link is not None:
            self.contents[self.link] += data
        self.keep(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data("&{};".format(name))

    def handle_charref(self, name: str) -> None:
        self.handle_data("&#{};".format(name))

    def handle_decl(self, decl: str) -> None:
        self.keep("<!{}>".format(decl))


def read_page(path: Path) -> SitePage:
    """Return the page at ``path``; raise :class:`BookError` if it has no main element."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    before, main, after = reader.parts
    if reader.part != 2:
        raise BookError("a page of the site has no main element", path=path, expected='an element with role="main"')
    contents = {name: title.strip() for name, title in reader.contents.items() if name}
    return SitePage("".join(before), tuple(main), "".join(after), contents)


def reading_order(first: SitePage) -> Dict[str, str]:
    """Return the titles of the pages of the book, by their paths in the site, from its ``first`` page.

    The reference stays out; the index comes last.
    """
    named = {name: title for name, title in first.contents.items() if not name.startswith(GENERATED + "/")}
    return {name: named[name] for name in sorted(named, key=lambda name: name == INDEX)}


def join(site: Path, to_site: str) -> str:
    """Return the pages of ``site`` as one document, which stands where the site is at ``to_site``.

    It has the frame of the first page, in it the title page, a table of contents, and then each page as a section.
    Whatever folds is open, and its title asks nobody to open it. A link to what is no page of the book is none.
    """
    first = read_page(site / FIRST)
    titles = reading_order(first)
    pages = [TITLE_PAGE, FIRST, *titles]
    known = frozenset(pages)
    title_page, *sections = [_section(name, read_page(site / name), known, to_site) for name in pages]
    items = "\n".join('<li><a href="#{}">{}</a></li>'.format(_anchor(name), title) for name, title in titles.items())
    contents = '<nav class="printed-page"><h1>Contents</h1><ul>\n{}\n</ul></nav>\n'.format(items)
    frame = [_LINKS.sub(lambda link: _site_link(link, to_site), part) for part in (first.before, first.after)]
    return "".join([frame[0], title_page, contents, *sections, frame[1]])


def _section(name: str, page: SitePage, known: "frozenset[str]", to_site: str) -> str:
    pieces: List[str] = []
    for piece in page.main:
        plain = _PLAIN.search(pieces[-1]) if pieces else None
        if piece.startswith("<"):
            pieces.append(_rewritten(piece, name, known, to_site))
        else:
            pieces.append(plain[1] if plain else piece)
    return '<section class="printed-page" id="{}">{}</section>\n'.format(_anchor(name), "".join(pieces))


def _rewritten(tag: str, page: str, known: "frozenset[str]", to_site: str) -> str:
    """Return a start tag of ``page`` as it is in the document."""
    tag = _IDS.sub(
        lambda found: '{}="{}"'.format(found[1], " ".join(_anchor(page, each) for each in found[2].split())), tag
    )
    tag = _DRAWN.sub(lambda found: "url(#{})".format(_anchor(page, found[1])), tag)
    tag = _LINKS.sub(lambda found: _link(found, page, known, to_site), tag)
    return tag.replace("<details", "<details open", 1) if re.match(r"<details(?![^>]*\sopen\b)", tag) else tag


def _ids(found: "re.Match[str]", page: str) -> str:
    return '{}="{}"'.format(found[1], " ".join(_anchor(page, each) for each in found[2].split()))


def _link(found: "re.Match[str]", page: str, known: "frozenset[str]", to_site: str) -> str:
    target, _, anchor = found[2].partition("#")
    if _ELSEWHERE.match(target):
        return found[0]
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) if target else page
    if path in known:
        return '{}="#{}"'.format(found[1], _anchor(path, anchor))
    return "" if found[1] == "href" else 'src="{}"'.format(escape(posixpath.join(to_site, path)))


def _site_link(found: "re.Match[str]", to_site: str) -> str:
    if _ELSEWHERE.match(found[2]) or found[2].startswith("#"):
        return found[0]
    return '{}="{}"'.format(found[1], posixpath.join(to_site, found[2]))


def _anchor(page: str, identifier: str = "") -> str:
    """Return the id in the document of what has an id in ``page``, or of the page."""
    return "{}:{}".format(page[: -len(".html")], identifier)
