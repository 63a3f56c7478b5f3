"""What changed from one Python to the next: claims that begin or end there, examples that write something else."""

import contextlib
from dataclasses import dataclass
from typing import Dict, Iterator, List, Tuple

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.claims import Claim
from bookcheck.programs.examples import Example
from bookcheck.pythons.python import Python
from bookcheck.recordings.comparison import difference
from bookcheck.recordings.explanations import differs, steps
from bookcheck.recordings.recording import Recording


@dataclass(frozen=True)
class Changed:
    """An example that writes something else: ``text`` is a unified difference, ``sentence`` its author's why, or ""."""

    example: Example
    text: str
    sentence: str


@dataclass(frozen=True)
class Changes:
    """What changed in ``python``, compared with ``before``.

    ``begun`` and ``ended`` are the claims that hold on one of the two only, each probe and range once; ``changed`` the
    examples that run on both and write something else; ``new`` and ``gone`` those that run on one only, with the
    reason that they declare.
    """

    python: Python
    before: Python
    begun: Tuple[Claim, ...]
    ended: Tuple[Claim, ...]
    changed: Tuple[Changed, ...]
    new: Tuple[Tuple[Example, str], ...]
    gone: Tuple[Tuple[Example, str], ...]


def changes_title(python: Python) -> str:
    """Return the title of what changed in ``python``."""
    return ("What is different in Python {}" if python.is_variant else "What changed in Python {}").format(python.title)


def find_changes(project: Book, *pythons: Python) -> Dict[str, Changes]:
    """Return what changed in ``pythons``, by their tags; in all that have a predecessor if none is named.

    An example whose recording is missing or cannot be parsed is left out: the gate on recordings names it.
    """
    recorded: Dict[str, Recording] = {}
    for example in _in_order(project):
        with contextlib.suppress(BookError):
            recorded[example.name] = project.load_recording(example)
    return {
        python.tag: Changes(
            python,
            before,
            tuple(_turning(project, python, before)),
            tuple(_turning(project, before, python)),
            tuple(_changed(project, recorded, before, python)),
            tuple(_only(project, python, before)),
            tuple(_only(project, before, python)),
        )
        for before, python in steps(project.pythons)
        if python in (pythons or project.pythons)
    }


def _in_order(project: Book) -> List[Example]:
    """Return the examples in the order in which a reader of the pages meets them."""
    names = [block.argument for page in project.pages for block in page.examples]
    return [project.examples[name] for name in dict.fromkeys([*names, *project.examples]) if name in project.examples]


def _turning(project: Book, on: Python, other: Python) -> Iterator[Claim]:
    """Yield the claims that hold on one Python and not on the other, the first of each probe and range."""
    seen = set()
    for claim in project.claims:
        if claim.holds_on(on) and not claim.holds_on(other) and (claim.probe, claim.words) not in seen:
            seen.add((claim.probe, claim.words))
            yield claim


def _changed(project: Book, recorded: Dict[str, Recording], before: Python, python: Python) -> Iterator[Changed]:
    for name, recording in recorded.items():
        example = project.examples[name]
        if differs(example, recording, before, python):
            old, new = recording.look_up(before), recording.look_up(python)
            assert old is not None, "it differs"
            assert new is not None, "it differs"
            explanation = example.declaration.explanation(python)
            text = difference(example, (old, "Python " + before.title), (new, "Python " + python.title))
            yield Changed(example, text, explanation.sentence if explanation else "")


def _only(project: Book, on: Python, other: Python) -> Iterator[Tuple[Example, str]]:
    """Yield the examples that run on one Python and not on the other, with the reason."""
    for example in _in_order(project):
        unmet = example.declaration.unmet(other)
        if unmet is not None and example.declaration.unmet(on) is None:
            yield example, unmet.reason
