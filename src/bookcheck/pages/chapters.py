"""The chapters of the book, and what its pages say of those that are still to be written."""

import re
from typing import Iterator, Set

from bookcheck.errors import BookError
from bookcheck.pages.book import Book

_FOLDER = re.compile(r"(\d+)-")
_PLANNED = re.compile(
    r"\b[Cc]hapters?\s+(?P<numbers>\d+(?:(?:,\s*(?:and\s+)?|\s+and\s+|\s*[-–]\s*)\d+)*)"
    r"(?:,\s+\*[^*]+\*)?[^,;.:()]*\(planned\)"
)
"""Chapters by their numbers, perhaps with a title or more words of the same clause, then the word."""


def existing_chapters(project: Book) -> Set[int]:
    """Return the number of each chapter that has a page: its folder is named ``NN-title``."""
    folders = {page.path.parent.name for page in project.pages if page.path.parent != project.docs}
    return {int(match[1]) for match in map(_FOLDER.match, folders) if match}


def check_planned(project: Book) -> Iterator[BookError]:
    """Yield an error for each "(planned)" that follows the number of a chapter that exists."""
    existing = existing_chapters(project)
    for page in project.pages:
        for match in _PLANNED.finditer(page.text):
            for number in map(int, re.findall(r"\d+", match["numbers"])):
                if number in existing:
                    yield BookError(
                        "chapter {} is there, and a page calls it planned".format(number),
                        path=page.path,
                        line=page.text.count("\n", 0, match.start()) + 1,
                        found=" ".join(match.group().split()),
                        fix="link to the chapter, and write the sentence without (planned)",
                    )
