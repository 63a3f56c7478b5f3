"""The name and the date of each file that the book is published as."""

import os
import re
import sys
from pathlib import Path

from bookcheck.errors import BookError
from bookcheck.publishing.repository import Repository

NO_DATE = 315532800  # seconds since 1970: 1 January 1980, the first day that a ZIP file knows
"""The date of a book that does not come from a commit, and the earliest of any."""


def file_name(book: str, version: str, suffix: str) -> str:
    """Return the name of the file that holds ``book``, such as ``a-small-book-1.0.0.pdf``.

    >>> file_name("A Small Book", "1.0.0", ".pdf")
    'a-small-book-1.0.0.pdf'
    """
    return "{}-{}{}".format(re.sub(r"[^a-z0-9]+", "-", book.lower()).strip("-"), version, suffix)


def date_of(root: Path) -> int:
    """Return the date of the book in ``root``, in seconds since 1970: the same wherever and whenever it is made.

    It is ``SOURCE_DATE_EPOCH``, which anyone who makes the book may set, else the date of its commit, else
    :data:`NO_DATE`. Where there is a repository that git cannot read, standard error says why and what to do.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isdigit():
        return max(int(told), NO_DATE)
    if not (root / ".git").exists():  # one above it would be that of something else
        return NO_DATE
    try:
        return Repository(root).made("HEAD")
    except BookError as error:
        print("the book gets the date 1 January 1980: {}".format(error), file=sys.stderr)
        return NO_DATE
