"""Prints the book: ``python -m bookcheck.publishing.pdf``, which is ``make pdf``.

A browser prints what it shows, diagrams and colors of code among it; it tags the PDF and gives it an outline.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Tuple

from bookcheck.browser import find_browser, options
from bookcheck.errors import BookError, counted, exit_status
from bookcheck.publishing.edition import file_name
from bookcheck.publishing.printed_book import FIRST, join
from bookcheck.recordings.project import Project

PATIENCE = 600
"""Seconds that the browser may take."""


def edition_of(site: Path) -> Tuple[str, str]:
    """Return the name of the book that is in ``site`` and its version, as its inventory says them."""
    path = site / "objects.inv"
    if not path.is_file():
        raise BookError("there is no site to print", path=site, expected="objects.inv, " + FIRST, fix="make html")
    head = path.read_bytes()[:400].decode("utf-8", "replace")
    book, version = (re.search(r"^# {}: (.*)$".format(key), head, re.MULTILINE) for key in ("Project", "Version"))
    if book is None or version is None:
        raise BookError("the inventory of the site does not say its version", path=path, fix="make clean html")
    return book[1], version[1]


def print_site(site: Path, folder: Path) -> Path:
    """Print the site in ``site`` into ``folder`` and return the PDF, which is replaced only by a whole one.

    Beside it stays ``book.html``, the document that was printed.
    Raises :class:`BookError` if there is no site or no browser, or the browser prints nothing.
    """
    book, version = edition_of(site)
    browser = find_browser()
    folder.mkdir(parents=True, exist_ok=True)
    document = folder / "book.html"
    document.write_text(join(site, os.path.relpath(str(site), str(folder)).replace(os.sep, "/")), encoding="utf-8")
    target = folder / file_name(book, version, ".pdf")
    with tempfile.TemporaryDirectory() as scratch:
        printed = Path(scratch, "book.pdf")
        command = [browser, "--headless", *options(), "--user-data-dir=" + str(Path(scratch, "user"))]
        command += ["--no-pdf-header-footer", "--generate-pdf-document-outline", "--print-to-pdf=" + str(printed)]
        try:
            done = subprocess.run([*command, document.as_uri()], capture_output=True, timeout=PATIENCE, check=False)
            said = done.stderr.decode("utf-8", "replace").strip()
        except subprocess.TimeoutExpired:
            said = "nothing, in " + counted(PATIENCE // 60, "minute")
        if not printed.is_file() or not printed.read_bytes().rstrip().endswith(b"%%EOF"):
            fix = "name another Chromium in CHROMIUM, then run again: make pdf"
            raise BookError("the browser printed no PDF", path=document, found=said[-2000:], fix=fix)
        whole = target.with_suffix(".part")
        pack(printed, whole)
        whole.replace(target)
    return target


def pack(printed: Path, target: Path) -> None:
    """Write the PDF ``printed`` to ``target``, its objects compressed: a browser leaves those of its tags as text."""
    import pikepdf  # in the environment of `make pdf`; what else this module does needs the standard library only

    with pikepdf.open(printed) as pdf:
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)


def main() -> int:
    """Print the site that ``make html`` has built; return the exit status."""

    def make() -> None:
        build = Project(Path.cwd()).build
        print("The book is in", print_site(build / "html", build / "pdf"))

    return exit_status(make)


if __name__ == "__main__":
    sys.exit(main())
