"""What a file of the book that leaves this repository says of itself: its name, its version, its date."""

import os
import re
import subprocess
from pathlib import Path

NO_DATE = 315532800  # seconds since 1970: 1 January 1980, the first day that a ZIP file knows
"""The date of a book that comes from no commit, and the earliest of any."""


def file_name(book: str, version: str, suffix: str) -> str:
    """Return the name of the file that holds ``book``, such as ``a-small-book-1.0.0.pdf``.

    >>> file_name("A Small Book", "1.0.0", ".pdf")
    'a-small-book-1.0.0.pdf'
    """
    return "{}-{}{}".format(re.sub(r"[^a-z0-9]+", "-", book.lower()).strip("-"), version, suffix)


def date_of(root: Path) -> int:
    """Return the date of the book in ``root``, in seconds since 1970: the same wherever and whenever it is made.

    It is ``SOURCE_DATE_EPOCH``, which whoever makes the book may set, else the date of its commit, else
    :data:`NO_DATE`.
    """
    told = os.environ.get("SOURCE_DATE_EPOCH", "")
    if told.isdigit():
        return max(int(told), NO_DATE)
    if not (root / ".git").exists():  # one above it would be that of something else
        return NO_DATE
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        asked = subprocess.run(command, cwd=str(root), capture_output=True, encoding="utf-8", check=False)
    except OSError:  # there is no git
        return NO_DATE
    return int(asked.stdout) if asked.returncode == 0 and asked.stdout.strip().isdigit() else NO_DATE
