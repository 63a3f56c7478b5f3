"""A whole book: what :class:`~bookcheck.recordings.project.Project` knows of it, its pages, and its claims."""

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Callable, Iterator, Optional, Tuple

from bookcheck.errors import BookError
from bookcheck.pages.claims import Claim, find_claims, read_claim
from bookcheck.pages.named_laws import find_law_roles
from bookcheck.pages.page import Page, Role, page_text, reading_order
from bookcheck.recordings.project import Project

GENERATED = "apidocs"
"""The folder of the pages that a build writes from the code."""

CHANGED = "what-changed"
"""The page that tells what changed, and the folder of the pages, one a Python, that are written at each build."""


def can_read_pages() -> bool:
    """Whether MyST-Parser, which reads pages, is installed for the running Python."""
    return find_spec("myst_parser") is not None


def _reader() -> Callable[[Path], Page]:
    """Return what reads a page; raise :class:`BookError` where MyST-Parser is not installed."""
    if not can_read_pages():
        raise BookError(
            "this Python cannot read the pages of the book",
            expected="MyST-Parser, in the environment that builds the site",
            fix="make check",
        )
    from bookcheck.pages.page_reader import read_page

    return read_page


class Book(Project):
    """The book whose folder is ``root``, with its pages."""

    @property
    def inventories(self) -> Optional[Path]:
        """The folder of the inventories of other projects, None if the settings name none."""
        return self.root / self.settings.inventories if self.settings.inventories else None

    @cached_property
    def page_paths(self) -> Tuple[Path, ...]:
        """The file of every page that an author wrote, in the order of reading."""
        paths = (path for path in self.docs.rglob("*.md") if not self.is_generated(path))
        return tuple(
            sorted(paths, key=lambda path: reading_order(path.relative_to(self.docs).with_suffix("").as_posix()))
        )

    @cached_property
    def pages(self) -> Tuple[Page, ...]:
        """Every page that an author wrote, in the order of reading.

        Raises :class:`BookError` for a page that is malformed, and where MyST-Parser is not installed.
        """
        read_page = _reader()
        return tuple(map(read_page, self.page_paths))

    def unreadable_pages(self) -> Iterator[BookError]:
        """Yield an error for each page that cannot be read."""
        read_page = _reader()
        for path in self.page_paths:
            try:
                read_page(path)
            except BookError as error:
                yield error

    def is_generated(self, path: Path) -> bool:
        """Whether ``path`` is in a folder of the pages that a build writes, and no author."""
        folders = (self.docs / GENERATED, self.docs / CHANGED)
        return any(folder in path.parents for folder in folders)

    @cached_property
    def claims(self) -> Tuple[Claim, ...]:
        """Every claim, page by page; needs no MyST-Parser."""
        return tuple(
            read_claim(role.name, role.text, self.pythons, path, role.line)
            for path in self.page_paths
            for role in find_claims(page_text(path))
        )

    @cached_property
    def law_roles(self) -> Tuple[Tuple[Path, Role], ...]:
        """Every role that names a law, with its page, page by page; needs no MyST-Parser."""
        return tuple((path, role) for path in self.page_paths for role in find_law_roles(page_text(path)))
