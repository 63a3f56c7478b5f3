"""The browser of this machine: it draws diagrams, takes a picture, prints the book, and reads the site in tests."""

import os
import shutil
from typing import List

from bookcheck.errors import BookError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str:
    """Return the path of the browser: what ``CHROMIUM`` names, else a Chromium on PATH.

    Raises :class:`BookError` with the fix if there is none.
    """
    for name in (os.environ.get("CHROMIUM", ""), *_BROWSERS):
        path = shutil.which(name)
        if path:
            return path
    raise BookError(
        "there is no Chromium on this machine",
        expected="one of " + ", ".join(_BROWSERS) + " on PATH, or CHROMIUM set to a browser",
        fix="install it; on Debian and Ubuntu: apt install chromium",
    )


def sandbox() -> List[str]:
    """Return the options that let the browser start: as root it refuses its sandbox; for anyone else it stays."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def options() -> List[str]:
    """Return the options to start the browser with, so that it requests nothing but the pages it is given."""
    return [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        *sandbox(),
    ]
