"""Every page, claim and docstring of the book is a test, on whichever Python runs pytest."""

from pathlib import Path

from bookcheck.sybil_plugin import collect_book

pytest_collect_file = collect_book(Path(__file__).parent)
