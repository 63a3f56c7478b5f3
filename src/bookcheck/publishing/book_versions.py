"""The versions of the book: its release tags, ``vX.Y.Z``, and what is not released yet, ``main``."""

import re
from dataclasses import dataclass, replace
from typing import List, Optional, Sequence, Tuple

from bookcheck.errors import BookError, near
from bookcheck.publishing.repository import Repository

MAIN = "main"
STABLE, OLD, UNRELEASED = "stable", "old", "unreleased"
_TAG = re.compile(r"v(\d+)\.(\d+)\.(\d+)(?:[-.]?(a|alpha|b|beta|c|rc)[-.]?(\d+))?")
_LAST = ("z", 0)  # a release comes after its pre-releases


@dataclass(frozen=True)
class BookVersion:
    """One version of the book: the tag or branch ``name`` at ``commit``, and what ``kind`` it is among the others.

    ``number`` sorts releases; it is None for a branch.
    """

    name: str
    commit: str
    number: Optional[Tuple[int, int, int, Tuple[str, int]]]
    kind: str = UNRELEASED

    @property
    def title(self) -> str:
        """Return the name that a reader sees, with the kind unless it is old."""
        called = self.name if self.number is None else self.name[1:]
        return called if self.kind == OLD else "{} ({})".format(called, self.kind)


def find_versions(repository: Repository) -> List[BookVersion]:
    """Return the versions in ``repository``: main, or HEAD if there is no such branch, then the newest release first.

    Raises :class:`BookError` if nothing is committed, or if the tags were left out when it was cloned.
    """
    main = repository.commit("refs/heads/" + MAIN) or repository.commit("HEAD")
    if main is None:
        raise BookError("nothing is committed", path=repository.root, fix="git commit")
    versions = [BookVersion(name, commit, _number(name)) for name, commit in repository.tags().items()]
    releases = [version for version in versions if version.number is not None]
    if not releases and repository.is_shallow():
        raise BookError(
            "this clone is shallow and has no release tag",
            path=repository.root,
            expected="the tags vX.Y.Z, which are the versions of the book",
            fix="git fetch --unshallow --tags",
        )
    releases.sort(key=lambda version: version.number or (), reverse=True)
    return with_kinds([BookVersion(MAIN, main, None), *releases])


def with_kinds(versions: Sequence[BookVersion]) -> List[BookVersion]:
    """Return ``versions`` with the kind that each is among them: the highest release is stable, a lower one old.

    A pre-release is never stable.
    """
    stable = next((version for version in versions if version.number and version.number[3] == _LAST), None)
    return [replace(version, kind=_kind(version, stable)) for version in versions]


def choose(versions: Sequence[BookVersion], names: Sequence[str]) -> List[BookVersion]:
    """Return those of ``versions`` that ``names`` name, all if it is empty; raise :class:`BookError` for another."""
    known = {version.name: version for version in versions}
    for name in names:
        if name not in known:
            raise BookError(
                "no version {!r}{}".format(name, near(name, known)),
                expected="one of " + " ".join(known),
                fix="name a release tag, vX.Y.Z, or main",
            )
    return [version for version in versions if not names or version.name in names]


def _number(name: str) -> Optional[Tuple[int, int, int, Tuple[str, int]]]:
    match = _TAG.fullmatch(name)
    if match is None:
        return None
    major, minor, patch, letter, count = match.groups()
    return int(major), int(minor), int(patch), (letter[0].replace("r", "c"), int(count)) if letter else _LAST


def _kind(version: BookVersion, stable: Optional[BookVersion]) -> str:
    if version == stable:
        return STABLE
    is_old = stable and stable.number and version.number and version.number < stable.number
    return OLD if is_old else UNRELEASED
