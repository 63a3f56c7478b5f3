"""What an example wrote, as a reader sees it: grouped by Pythons that wrote the same, the newest first."""

from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome
from bookcheck.pythons.python import KEPT_AS_RECORDED, Python, read_key, span
from bookcheck.recordings.comparison import ending_of
from bookcheck.recordings.project import Project


@dataclass(frozen=True)
class Group:
    """The Pythons that did the same with an example, and what they did.

    ``pythons`` are of the matrix and in its order; ``keys`` are exact releases such as ``3.13.0`` that are recorded
    in addition to them. ``title`` names them all as short as a reader would: ``Python 3.11–3.12``.
    """

    pythons: Tuple[Python, ...]
    keys: Tuple[str, ...]
    outcome: Outcome
    title: str

    @property
    def tags(self) -> Tuple[str, ...]:
        """The tags of the Pythons."""
        return tuple(python.tag for python in self.pythons)

    @property
    def releases(self) -> Tuple[str, ...]:
        """The exact release of each Python, with the variant as in its tag, then the releases recorded in addition."""
        return tuple(python.release + python.variant for python in self.pythons) + self.keys

    @property
    def ending(self) -> Optional[str]:
        """How the last command ended that did not end well, ``ValueError`` or ``exit status 2``; None if all did."""
        return ending_of(self.outcome)

    @property
    def versions(self) -> Tuple[Tuple[int, int], ...]:
        """The versions whose default build is in the group."""
        return tuple(python.version for python in self.pythons if not python.is_variant)


def output_groups(project: Project, example: Example) -> Tuple[Group, ...]:
    """Return what ``example`` is proved to do, the group with the newest default build first.

    A group of variants alone, or of exact releases, comes after the one that the newest of them would fall back on.
    What is stale or pending is left out, so an example that is not recorded has no groups.
    Raises :class:`BookError` if its recording cannot be parsed.
    """
    recording = project.load_recording(example)
    members: Dict[Outcome, List[Python]] = {}
    for python in project.pythons:
        outcome = recording.proved(example, python)
        if outcome is not None:
            members.setdefault(outcome, []).append(python)
    if not members:
        return ()
    known = [python.tag for python in project.pythons]
    extra: Dict[Outcome, List[str]] = {}
    for key, outcome in recording.outcomes.items():
        if key not in known:
            extra.setdefault(outcome, []).append(key)
    groups = [
        Group(tuple(members.get(outcome, ())), tuple(extra.get(outcome, ())), outcome, "")
        for outcome in {**members, **extra}
    ]
    groups.sort(key=_age, reverse=True)
    return tuple(Group(group.pythons, group.keys, group.outcome, _title(group, known)) for group in groups)


def _age(group: Group) -> Tuple[Tuple[int, int], bool]:
    newest = max([python.version for python in group.pythons] + [read_key(key).version for key in group.keys])
    return newest, newest in group.versions


def _title(group: Group, known: Sequence[str]) -> str:
    bases = {python.tag for python in group.pythons if not python.is_variant}
    named = [tag for python in group.pythons for tag in [python.tag] if tag in bases or python.base not in bases]
    return "Python " + ", ".join(filter(None, (span(named, known), *group.keys)))


def unrecorded_words(project: Project, example: Example) -> str:
    """Return what a reader is told of the kept Pythons that ``example`` has not run on as it stands; "" if none."""
    tags = [python.tag for python in project.unrecorded(example)]
    known = [python.tag for python in project.pythons]
    if not tags:
        return ""
    words = "Not recorded on {}: {} {}, and the program is newer"
    return words.format(span(tags, known), "it is" if len(tags) == 1 else "they are", KEPT_AS_RECORDED)


def refusals(project: Project, example: Example) -> Dict[str, List[str]]:
    """Return the tags of the Pythons that ``example`` does not run on, by the reason that it declares."""
    tags_by_reason: Dict[str, List[str]] = {}
    for python in project.pythons:
        unmet = example.declaration.unmet(python)
        if unmet:
            tags_by_reason.setdefault(unmet.reason, []).append(python.tag)
    return tags_by_reason
