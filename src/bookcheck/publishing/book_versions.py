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

    ``number`` sorts releases; it is None for what is no tag.
    """

    name: str
    commit: str
    number: Optional[Tuple[int, int, int, Tuple[str, int]]]
    kind: str = UNRELEASED

    @property
    def is_release(self) -> bool:
        """Whether it is a release, and no pre-release."""
        return self.number is not None and self.number[3] == _LAST

    @property
    def title(self) -> str:
        """What a reader calls it."""
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
    """Return ``versions`` with the kind that each is among them: the highest release is stable, a lower one old."""
    stable = next((version for version in versions if version.is_release), None)
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
    found = _TAG.fullmatch(name)
    if found is None:
        return None
    major, minor, patch, letter, count = found.groups()
    return int(major), int(minor), int(patch), (letter[0].replace("r", "c"), int(count)) if letter else _LAST


def _kind(version: BookVersion, stable: Optional[BookVersion]) -> str:
    if version == stable:
        return STABLE
    if stable is None or version.number is None or stable.number is None:
        return UNRELEASED
    return OLD if version.number < stable.number else UNRELEASED
