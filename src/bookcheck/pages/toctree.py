"""The toctrees, in which each page of the book must be: no reader comes to one that is in none."""

import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, NamedTuple

from bookcheck.errors import BookError, near
from bookcheck.pages.book import Book
from bookcheck.pages.page import Page
from bookcheck.pages.references import GENERATED_LABELS, flat, page_name

TOCTREE = "toctree"
_TITLED = re.compile(r".*\S\s*<(?P<target>[^<>]*)>")
_WILD = re.compile(r"[*?\[]")


class Entry(NamedTuple):
    """One entry of a toctree: what is written, the name of the page that it leads to, and where it is."""

    text: str
    name: str
    path: Path
    line: int
    is_pattern: bool


def read_entries(book: Book, page: Page) -> Iterator[Entry]:
    """Yield the entries of the toctrees of ``page``; one that leads out of the book has no name."""
    for block in page.directives(TOCTREE):
        first = block.end_line - block.content.count("\n")
        for number, text in enumerate(block.content.split("\n"), first):
            text = text.strip()
            if text:
                titled = _TITLED.fullmatch(text)
                target = titled["target"] if titled else text
                is_outside = "://" in target or target == "self" or target in GENERATED_LABELS
                base = book.docs if target.startswith("/") else page.path.parent
                path = flat(base / target.lstrip("/"))
                path = path.with_suffix("") if path.suffix == ".md" else path
                inside = not is_outside and book.docs in path.parents
                name = path.relative_to(book.docs).as_posix() if inside else ""
                is_pattern = "glob" in block.options and _WILD.search(name) is not None
                yield Entry(text, name if not is_outside else "self", page.path, number, is_pattern)


def in_toctree_order(book: Book) -> List[Page]:
    """Return the pages as a reader who goes from page to page meets them; first those that are in no toctree."""
    pages = {page_name(book, page.path): page for page in book.pages}
    ordered: Dict[str, Page] = {}

    def visit(name: str) -> None:
        if name in pages and name not in ordered:
            ordered[name] = pages[name]
            for entry in read_entries(book, pages[name]):
                for inner in filter_names(pages, entry):
                    visit(inner)

    visit("index")
    return [*(page for name, page in pages.items() if name not in ordered), *ordered.values()]


def filter_names(pages: Iterable[str], entry: Entry) -> List[str]:
    """Return the names of pages that ``entry`` stands for: one, or those of ``pages`` that its pattern matches."""
    return sorted(name for name in pages if fnmatch(name, entry.name)) if entry.is_pattern else [entry.name]


def check_toctrees(book: Book) -> Iterator[BookError]:
    """Yield an error for each entry without a page, each page that is in no toctree, and each that is in two."""
    pages = {page_name(book, page.path): page for page in book.pages}
    entered: Dict[str, Entry] = {}
    mistaken = []
    for page in book.pages:
        for entry in read_entries(book, page):
            is_generated = book.is_generated(book.docs / entry.name)
            if entry.name == "self" or is_generated:
                continue
            for name in filter_names(pages, entry):
                if name not in pages:
                    mistaken.append(name)
                    yield BookError(
                        "a toctree leads to {}, where no page is{}".format(entry.text, near(name, pages)),
                        path=entry.path,
                        line=entry.line,
                        expected="the name of a page, from the folder of this one and without .md",
                        fix="correct it, or write the page",
                    )
                elif name in entered:
                    first = entered[name]
                    yield BookError(
                        "the page {} is in a toctree twice".format(name),
                        path=entry.path,
                        line=entry.line,
                        found="{}:{} has it too".format(first.path, first.line),
                        fix="remove one of the entries",
                    )
                entered.setdefault(name, entry)
    for name, page in pages.items():
        # A page that a mistaken entry may mean is reported there.
        if name not in entered and name != "index" and not any(near(wrong, [name]) for wrong in mistaken):
            yield BookError(
                "the page is in no toctree, so no reader comes to it",
                path=page.path,
                line=1,
                expected="the line {} in a toctree, as in docs/index.md".format(name),
                fix="add that line",
            )
