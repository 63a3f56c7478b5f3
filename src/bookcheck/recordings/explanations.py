"""Which Python each is compared with, where an example writes something else, and the sentences that say why."""

from typing import Iterator, List, Optional, Sequence, Tuple

from bookcheck.errors import COMMAND, BookError, near
from bookcheck.programs.declaration import Explanation
from bookcheck.programs.examples import Example
from bookcheck.pythons.python import Python
from bookcheck.recordings.comparison import difference
from bookcheck.recordings.groups import Group
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording import Recording

_MOST = 24
"""Lines of a difference that an error shows."""


def predecessor(python: Python, pythons: Sequence[Python]) -> Optional[Python]:
    """Return the one of ``pythons`` to compare ``python`` with: for a variant what it is a variant of, else the last.

    None for the first of the list.
    """
    if python.is_variant:
        wanted = [python.build, python.base] if python.jit else [python.base]
        return next((other for tag in wanted for other in pythons if other.tag == tag and other != python), None)
    older = [other for other in pythons if not other.is_variant and other.version < python.version]
    return max(older, key=lambda other: other.version, default=None)


def steps(pythons: Sequence[Python]) -> List[Tuple[Python, Python]]:
    """Return each Python that has a predecessor, behind it, in the order of the list."""
    pairs = ((predecessor(python, pythons), python) for python in pythons)
    return [(before, python) for before, python in pairs if before is not None]


def differs(example: Example, recording: Recording, before: Python, python: Python) -> bool:
    """Return whether ``example`` is proved on both Pythons and does not do the same on them."""
    old, new = recording.proved(example, before), recording.proved(example, python)
    return old is not None and new is not None and old != new


def explanations(project: Project, example: Example, groups: Sequence[Group]) -> List[List[Explanation]]:
    """Return, for each of ``groups`` (the newest first), the sentences that say why a newer one is another.

    A sentence is given with the older of the two groups that it is about, where the page shows what changed.
    """
    sentences: List[List[Explanation]] = [[] for _ in groups]
    places = {python.tag: place for place, group in enumerate(groups) for python in group.pythons}
    for before, python in steps(project.pythons):
        explanation = example.declaration.explanation(python)
        if explanation is not None and before.tag in places and python.tag in places:
            sentences[max(places[before.tag], places[python.tag])].append(explanation)
    return sentences


def check_sentences(project: Project, example: Example, recording: Recording) -> Iterator[BookError]:
    """Yield an error for each sentence of ``example`` about a Python in which nothing changed for it."""
    for explanation in example.declaration.changed:
        tags = [python.tag for python in project.pythons]
        python = next((python for python in project.pythons if python.tag == explanation.tag), None)
        if python is None:
            yield BookError(
                "a sentence is about Python {}, which is not in the list{}".format(
                    explanation.tag, near(explanation.tag, tags)
                ),
                path=example.path,
                line=explanation.line,
                expected="one of " + " ".join(tags),
                fix="correct it, or add the Python to the list",
            )
        elif _is_settled(project, example, recording, python):
            turns = [new.tag for old, new in steps(project.pythons) if differs(example, recording, old, new)]
            yield BookError(
                "nothing that {} writes changed in Python {}".format(example.name, python.tag),
                path=example.path,
                line=explanation.line,
                expected="one of " + " ".join(turns) if turns else "no sentence: it writes the same on every Python",
                fix="name the Python from which on it writes something else, or take the line away",
            )


def _is_settled(project: Project, example: Example, recording: Recording, python: Python) -> bool:
    """Return whether it is sure that nothing changed in ``python``; what is stale or pending is reported elsewhere."""
    before = predecessor(python, project.pythons)
    compared = [other for other in (before, python) if other is not None and example.declaration.unmet(other) is None]
    if recording.program != example.digest or any(recording.proved(example, other) is None for other in compared):
        return False
    return before is None or not differs(example, recording, before, python)


def unexplained(project: Project, example: Example, recording: Recording) -> Iterator[BookError]:
    """Yield an error for each Python on which the output of ``example`` changed without a sentence that says why."""
    for before, python in steps(project.pythons):
        if example.declaration.explanation(python) is None and differs(example, recording, before, python):
            yield BookError(
                "nothing says why {} writes something else on Python {} than on {}".format(
                    example.name, python.tag, before.tag
                ),
                path=example.path,
                expected="# book: changed {}: SENTENCE, in the last lines of the file".format(python.tag),
                found="\n" + _difference(example, recording, before, python),
                fix="write the reason there; the outputs are shown by: {} show {}".format(COMMAND, example.name),
            )


def _difference(example: Example, recording: Recording, before: Python, python: Python) -> str:
    """Return how what ``example`` did on two Pythons, on each of which it is proved, differs: its first lines."""
    old, new = recording.look_up(before), recording.look_up(python)
    assert old is not None, "it is proved"
    assert new is not None, "it is proved"
    lines = difference(example, (old, before.tag), (new, python.tag)).split("\n")
    rest = "… all of it: " + COMMAND + " show {} --diff {} {}"
    more = [rest.format(example.name, before.tag, python.tag)] if len(lines) > _MOST else []
    return "\n".join(lines[:_MOST] + more)
