"""The last commit of the project: what is published is made from that and from nothing else."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Sequence

from bookcheck.errors import BookError
from bookcheck.publishing.repository import Repository
from bookcheck.settings import FILE, Settings, parse_settings

LICENSES = "LICENSE*"
"""The pattern of the license files, for :func:`last_commit`."""


@dataclass(frozen=True)
class Commit:
    """A commit: its name, when it was made (seconds since 1970), and files of it by their path in the project."""

    name: str
    made: int
    files: Mapping[str, bytes]

    @property
    def settings(self) -> Settings:
        """The settings of the book, as ``pyproject.toml`` has them."""
        return parse_settings(self.files[FILE].decode("utf-8"), Path(FILE))

    @property
    def version(self) -> str:
        """The version that ``pyproject.toml`` states."""
        return self._stated("version")

    @property
    def description(self) -> str:
        """The description that ``pyproject.toml`` states."""
        return self._stated("description")

    def _stated(self, key: str) -> str:
        # The library that reads TOML is new in 3.11, and this runs on whatever python3 is there.
        text = self.files["pyproject.toml"].decode("utf-8")
        match = re.search('^{} = "([^"]+)"'.format(key), text, re.MULTILINE)
        if match is None:
            raise BookError("there is no {} in pyproject.toml".format(key), fix="write it into [project]")
        return match.group(1)


def last_commit(root: Path, paths: Sequence[str]) -> Commit:
    """Return the last commit of the project in ``root`` with the files that ``paths`` name or hold.

    Raises :class:`BookError` if git is not installed, ``root`` is not in a repository, or something is not committed:
    what would be published is not what the author sees.
    """
    repository = Repository(root)
    repository.check_clean()
    name = repository.commit("HEAD")
    if name is None:
        raise BookError("there is no commit to publish", path=root, fix="git commit")
    return Commit(name, repository.made(name), repository.files(name, paths))
