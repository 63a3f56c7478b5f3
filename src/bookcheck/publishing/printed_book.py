"""The pages of the built site as one document, to be printed: each id once, each link to where its page now is."""

import posixpath
import re
from pathlib import Path
from typing import AbstractSet, Dict

from lxml import html
from lxml.builder import E
from lxml.html import HtmlElement

from bookcheck.errors import BookError
from bookcheck.pages.book import GENERATED

FIRST = "index.html"
TITLE_PAGE = "title-page.html"
INDEX = "genindex.html"

_NAMES_IDS = ("id", "for", "aria-labelledby", "aria-describedby")
_DRAWN = re.compile(r"url\(#([^)]+)\)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


def read_page(path: Path) -> HtmlElement:
    """Return the page of the site at ``path``, without its scripts."""
    page = html.document_fromstring(path.read_text(encoding="utf-8"))
    for script in page.xpath("//script"):
        script.drop_tree()
    return page


def main_of(page: HtmlElement, path: Path) -> HtmlElement:
    """Return the main element of ``page``, which was read from ``path``; raise :class:`BookError` if it has none."""
    for element in page.xpath("//*[@role='main']"):
        return element
    raise BookError("a page of the site has no main element", path=path, expected='an element with role="main"')


def reading_order(first: HtmlElement) -> Dict[str, str]:
    """Return the titles of the pages of the book, by their paths in the site, from its ``first`` page.

    The reference stays out; the index comes last.
    """
    links = first.xpath("//li[contains(@class, 'toctree-l')]/a[@href]")
    titles: Dict[str, str] = {}
    for link in links:
        titles.setdefault(link.get("href").partition("#")[0], link.text_content().strip())
    named = {name: title for name, title in titles.items() if name and not name.startswith(GENERATED + "/")}
    return {name: named[name] for name in sorted(named, key=lambda name: name == INDEX)}


def join(site: Path, to_site: str) -> str:
    """Return the pages of ``site`` as one document, which is where the site is at ``to_site``.

    It has the frame of the first page, in it the title page, a table of contents, and then each page as a section.
    Each block that folds is open, without the words that ask to open it. A link to a page outside the book is removed.
    """
    frame = read_page(site / FIRST)
    titles = reading_order(frame)
    names = [TITLE_PAGE, FIRST, *titles]
    items = [E.li(E.a(title, href="#" + _anchor(name))) for name, title in titles.items()]
    contents = E.nav(E.h1("Contents"), E.ul(*items), {"class": "printed-page"})
    title_page, *sections = [_section(site, name, frozenset(names), to_site) for name in names]
    main = main_of(frame, site / FIRST)
    # The title of the first page also says what the book is; that of a file is its name.
    for title, heading in zip(frame.iterfind(".//head/title"), main.iterfind(".//h1")):
        title.text = heading.text_content().rstrip("#¶")
    for child in main:
        main.remove(child)
    for element, attribute, address, _ in frame.iterlinks():
        if attribute in ("href", "src") and not _ELSEWHERE.match(address) and not address.startswith("#"):
            element.set(attribute, posixpath.join(to_site, address))
    main.text = None
    main.extend([title_page, contents, *sections])
    return str(html.tostring(frame, encoding="unicode", doctype="<!doctype html>"))


def _section(site: Path, page: str, known: AbstractSet[str], to_site: str) -> HtmlElement:
    """Return the main element of ``page`` as a section of the document."""
    section = main_of(read_page(site / page), site / page)
    for element in section.iterdescendants("*"):
        for attribute, value in element.items():
            if attribute in _NAMES_IDS:
                element.set(attribute, " ".join(_anchor(page, name) for name in value.split()))
            elif attribute in ("href", "src"):
                _lead(element, attribute, page, known, to_site)
            elif "url(#" in value:
                element.set(attribute, _DRAWN.sub(lambda match: "url(#{})".format(_anchor(page, match[1])), value))
        if element.tag == "details":
            element.set("open", "")
        elif element.tag == "summary" and "data-plain" in element.attrib:
            element.text = element.get("data-plain")
    section.tag = "section"
    section.attrib.clear()
    section.attrib.update({"class": "printed-page", "id": _anchor(page)})
    section.tail = "\n"
    return section


def _lead(element: HtmlElement, attribute: str, page: str, known: AbstractSet[str], to_site: str) -> None:
    """Have the link of ``element``, which is of ``page``, lead into the document; one to what is not in it goes."""
    target, _, anchor = element.get(attribute).partition("#")
    if _ELSEWHERE.match(target):
        return
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), target)) if target else page
    if path in known:
        element.set(attribute, "#" + _anchor(path, anchor))
    elif attribute == "href":
        del element.attrib[attribute]
    else:
        element.set(attribute, posixpath.join(to_site, path))


def _anchor(page: str, identifier: str = "") -> str:
    """Return the id in the document of what has an id in ``page``, or of the page."""
    return "{}:{}".format(page[: -len(".html")], identifier)
