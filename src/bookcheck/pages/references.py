"""What leads from one place of the book to another: links, labels and roles, each of which must lead somewhere.

Sphinx says so too, but only when it builds the site. Objects of other projects are those of the inventories that
the settings name.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, FrozenSet, Iterator, List, Optional, Set, Tuple
from urllib.parse import unquote

from bookcheck.errors import BookError, near
from bookcheck.pages.book import Book
from bookcheck.pages.claims import CLAIM_ROLES
from bookcheck.pages.glossary import ROLE as TERM
from bookcheck.pages.glossary import Glossary, read_glossary, take_apart
from bookcheck.pages.inventories import PYTHON_ROLES, Inventory
from bookcheck.pages.page import Label, Link, Page, Role
from bookcheck.pages.statements import LAW, SILENT_ROLES
from bookcheck.tracing.trace_program import SUFFIX

ROLES = frozenset((TERM, "ref", "doc", LAW, *SILENT_ROLES, *CLAIM_ROLES, *PYTHON_ROLES))
"""The roles that may be in a page; extend them as the book grows."""

ANCHORED = 3
"""The deepest level of heading that a link can lead to: ``myst_heading_anchors`` is the same number."""

GENERATED_LABELS = frozenset(("genindex", "modindex", "py-modindex", "search"))
"""The labels of the pages that Sphinx makes."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_OUTSIDE = ("http", "https", "mailto", "ftp")
_SPECIAL = re.compile(r"(example|claim):(.*)")


@dataclass(frozen=True)
class _Places:
    """The places of the book that something can lead to: pages by name, and labels by name in lower case."""

    book: Book
    pages: Dict[str, Page]
    labels: Dict[str, Tuple[Label, Page]]
    inventory: Inventory


def page_name(book: Book, path: Path) -> str:
    """Return the name of the page at ``path`` as a toctree has it: from the folder of pages, without ``.md``."""
    return path.relative_to(book.docs).with_suffix("").as_posix()


def check_references(book: Book) -> Iterator[BookError]:
    """Yield an error for each link or role that leads nowhere, and for each wrong heading and label."""
    labels: Dict[str, Tuple[Label, Page]] = {}
    titles: Dict[str, Page] = {}
    for page in book.pages:
        yield from _check_headings(book, page, labels, titles)
    glossary = read_glossary(book.pages)
    pages = {page_name(book, page.path): page for page in book.pages}
    places = _Places(book, pages, labels, Inventory.read(book.inventories))
    for page in book.pages:
        for link in page.links:
            yield from _check_link(places, page, link)
        for role in page.roles:
            yield from _check_role(places, page, role, glossary)


def _check_headings(
    book: Book, page: Page, labels: Dict[str, Tuple[Label, Page]], titles: Dict[str, Page]
) -> Iterator[BookError]:
    """Yield an error for each wrong heading and label of ``page``, and add its names to those known."""
    slugs: Dict[str, int] = {}
    level = 0
    for number, heading in enumerate(page.headings):
        if heading.level > level + 1 or (number and heading.level == 1):
            yield BookError(
                "the heading {!r} is of level {}".format(heading.text, heading.level),
                path=page.path,
                line=heading.line,
                expected="# for the first heading and no other, and then one # more at most than the heading above",
                found="#" * heading.level,
                fix="give it another level",
            )
        level = heading.level
        other = titles.setdefault(heading.text, page) if number == 0 else page
        if heading.slug in slugs:
            yield BookError(
                "the page has the heading {!r} twice".format(heading.text),
                path=page.path,
                line=heading.line,
                found="one at line {} too".format(slugs[heading.slug]),
                fix="name each for what it is about",
            )
        elif other is not page:
            yield BookError(
                "two pages have the title {!r}".format(heading.text),
                path=page.path,
                line=heading.line,
                found="the other is {}".format(other.path),
                fix="name each for what it is about",
            )
        slugs.setdefault(heading.slug, heading.line)
    if not page.headings:
        problem, fix = "the page has no title", "begin it with # and its title"
        yield BookError(problem, path=page.path, line=1, expected="a heading of level 1", fix=fix)
    for label in page.labels:
        name = normal(label.name)
        if name in labels:
            first, there = labels[name]
            yield BookError(
                "the label {!r} is there twice".format(label.name),
                path=page.path,
                line=label.line,
                found="{}:{} has it too".format(there.path, first.line),
                fix="rename one of them",
            )
        labels.setdefault(name, (label, page))


def normal(name: str) -> str:
    """Return a label as docutils compares it."""
    return " ".join(name.lower().split())


def _check_link(places: _Places, page: Page, link: Link) -> Iterator[BookError]:
    """Yield an error if a link leads nowhere in the book; addresses are left to ``make links``."""
    if link.target.startswith(("[", "][")):
        yield BookError(
            "the page does not define what {} leads to".format(link.target),
            path=page.path,
            line=link.line,
            expected="[text](PAGE.md), or a line [name]: ADDRESS or [^name]: TEXT in the page",
            fix="correct the link; text in brackets that is none is code, in backquotes",
        )
        return
    scheme = _SCHEME.match(link.target)
    if scheme and scheme.group(1) in _OUTSIDE:
        return
    target = unquote(link.target)
    for prefix in ("project:", "path:"):
        target = target[len(prefix) :] if target.startswith(prefix) else target
    name, hash_sign, anchor = target.partition("#")
    problem: Optional[str] = None
    expected = ""
    base = places.book.docs if name.startswith("/") else page.path.parent
    path = Path(*flat(base / name.lstrip("/")).parts) if name else page.path
    if places.book.is_generated(path):
        return
    if not target or (scheme and target == link.target and not path.is_file()):
        problem, expected = "a link leads to {}, which is no page or address".format(target or "nothing"), "PAGE.md"
    elif path.suffix == ".md" and path.is_file():
        known = places.pages.get(page_name(places.book, path)) if places.book.docs in path.parents else None
        if known is None:
            problem, expected = "a link leads to {}, which is no page of the book".format(name), "a page of the book"
        elif hash_sign and not _is_anchor(places, known, anchor, local=known is page):
            problem = "a link leads to the heading #{} of {}, which has none".format(anchor, path.name)
            expected = "#" + ", #".join(sorted(_anchors(places, known))) + near(anchor, _anchors(places, known))
    elif name and path.is_file():
        pass  # a file to download
    elif normal(target) not in places.labels and _name_at(places, path) not in places.pages:
        pages = [_relative(other.path, page.path.parent) for other in places.pages.values()]
        problem = "a link leads to {}, where nothing is".format(target)
        expected = "a page, as in {}{}".format(pages[0], near(name, pages))
    if problem:
        yield BookError(
            problem, path=page.path, line=link.line, expected=expected, found=link.target, fix="correct the link"
        )


def _name_at(places: _Places, path: Path) -> str:
    """Return what the page at ``path``, written without its suffix, would be called, or ""."""
    return path.relative_to(places.book.docs).as_posix() if places.book.docs in path.parents else ""


def flat(path: Path) -> Path:
    """Return ``path`` without ``..`` and ``.``; links of the file system are left alone."""
    parts: List[str] = []
    for part in path.parts:
        if part == "..":
            parts[-1:] = []
        elif part != ".":
            parts.append(part)
    return Path(*parts)


def _relative(path: Path, folder: Path) -> str:
    up = 0
    while folder not in path.parents:
        folder, up = folder.parent, up + 1
    return "../" * up + path.relative_to(folder).as_posix()


def _anchors(places: _Places, page: Page) -> Set[str]:
    """Return what a link to ``page`` can have behind ``#``."""
    labels = {label.name for label in page.labels}
    return {heading.slug for heading in page.headings if heading.level <= ANCHORED} | labels


def _is_anchor(places: _Places, page: Page, anchor: str, local: bool) -> bool:
    headings = [heading for heading in page.headings if local or heading.level <= ANCHORED]
    known = _anchors(places, page) | {heading.anchor for heading in headings}
    return anchor in known or (local and normal(anchor) in places.labels)


def _check_role(places: _Places, page: Page, role: Role, glossary: Glossary) -> Iterator[BookError]:
    """Yield an error if a role is unknown or leads nowhere."""
    shown, target = take_apart(role.text)
    problem = None
    known: FrozenSet[str] = frozenset()
    if role.name not in ROLES:
        problem, known, target = "unknown role {{{}}}".format(role.name), ROLES, role.name
    elif role.name == TERM:
        known = frozenset(name for term in glossary.terms for name in term.names)
        # Sphinx leads to the glossary of another project where the book has none of its own for the word.
        if target.lower() not in glossary.by_name and not places.inventory.has("std:term", target.lower()):
            problem = "the glossary has no term {!r}".format(target)
    elif role.name == "ref":
        problem, known = _check_ref(places, shown != target, target)
    elif role.name == "doc":
        base = places.book.docs if target.startswith("/") else page.path.parent
        known = frozenset(places.pages)
        if _name_at(places, flat(base / target.lstrip("/"))) not in known:
            problem = "{{doc}} leads to {}, where no page is".format(target)
    elif role.name in PYTHON_ROLES and places.inventory:
        target = target.lstrip("~!.") if not target.startswith("!") else ""
        if target and not places.inventory.has(role.name, target):
            problem = "{{{}}} leads to {}, which no inventory has".format(role.name, target)
            known = places.inventory.like(target)
    if problem:
        yield BookError(
            problem + near(target, known),
            path=page.path,
            line=role.line,
            expected="one of " + ", ".join(sorted(known)) if 0 < len(known) <= 20 else None,
            found="{{{}}}`{}`".format(role.name, role.text),
            fix="correct it" + ("" if role.name != TERM else ", or add the term to the glossary"),
        )


def _check_ref(places: _Places, is_titled: bool, target: str) -> Tuple[Optional[str], FrozenSet[str]]:
    """Return what is wrong with a ``{ref}``, or None, and the labels that it may have."""
    special = _SPECIAL.fullmatch(target)
    if special:
        kind, name = special.groups()
        shown = {block.argument for page in places.pages.values() for block in page.examples}
        shown |= {block.argument + SUFFIX for page in places.pages.values() for block in page.traces}
        listed = any(page.directives("claims") for page in places.pages.values())
        known = shown if kind == "example" else set(places.book.probes if listed else ())
        problem = "{{ref}} leads to the {} {}, which no page shows".format(kind, name)
        return (None if name in known else problem), frozenset("{}:{}".format(kind, name) for name in known)
    label = places.labels.get(normal(target))
    if normal(target) in GENERATED_LABELS or places.inventory.has("std:label", normal(target)):
        return None, frozenset()
    if label is None:
        return "{{ref}} leads to the label {!r}, which no page has".format(target), frozenset(places.labels)
    if not is_titled and not label[0].has_title:
        problem = "{{ref}} leads to {!r}, which is not before a heading, and has no text of its own to show"
        return problem.format(target), frozenset()
    return None, frozenset()
