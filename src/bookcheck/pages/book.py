"""A whole book: what :class:`~bookcheck.recordings.project.Project` knows of it, and its pages."""

from functools import cached_property
from pathlib import Path
from typing import Tuple

from bookcheck.pages.claims import CLAIM_ROLES, Claim, read_claim
from bookcheck.pages.page import Page, read_page, reading_order
from bookcheck.recordings.project import Project

GENERATED = "apidocs"
"""The folder of the pages that a build writes from the code."""

CHANGED = "what-changed"
"""The page that tells what changed, and the folder of the pages, one a Python, that are written at each build."""


class Book(Project):
    """The book whose folder is ``root``, with its pages."""

    @cached_property
    def pages(self) -> Tuple[Page, ...]:
        """Every page that an author wrote, in the order of reading."""
        found = (path for path in self.docs.rglob("*.md") if not self.is_generated(path))
        return tuple(
            map(
                read_page,
                sorted(found, key=lambda path: reading_order(path.relative_to(self.docs).with_suffix("").as_posix())),
            )
        )

    def is_generated(self, path: Path) -> bool:
        """Whether ``path`` is in a folder of the pages that a build writes, and no author."""
        folders = (self.docs / GENERATED, self.docs / CHANGED)
        return any(folder in path.parents for folder in folders)

    @cached_property
    def claims(self) -> Tuple[Claim, ...]:
        """Every claim, page by page."""
        return tuple(
            read_claim(role.name, role.text, self.pythons, page.path, role.line)
            for page in self.pages
            for role in page.roles
            if role.name in CLAIM_ROLES
        )
