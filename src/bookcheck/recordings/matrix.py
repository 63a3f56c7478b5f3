"""The matrix: what each example, and each trace, does on each Python, in a word."""

from typing import Dict, Sequence

from bookcheck.errors import BookError
from bookcheck.programs.examples import Example
from bookcheck.pythons.python import KEPT_AS_RECORDED
from bookcheck.recordings.builds import build_program, builds_of
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording import Recording

OUTPUT, PENDING, NOT_FOR_IT, UNRECORDED = "output", "pending", "not for this Python", "not recorded"
EMPTY = (NOT_FOR_IT, UNRECORDED)
"""How a word begins that says why nothing is recorded and nothing needs to be."""


def matrix(project: Project) -> Dict[str, Dict[str, str]]:
    """Return what each example and trace does on each Python, by its name and the tag of the Python.

    That is ``output``, the name of the expected exception, ``exit STATUS``, ``not for this Python: REASON``,
    ``not recorded: REASON`` for one that is kept as recorded, or ``pending``, also where the recording is missing or
    cannot be parsed: the gate on recordings says which. A Python whose build is not recorded has yet to run them all.
    """
    builds = _loaded(project, build_program())
    arrived = [python.tag for python in project.pythons if builds.outcomes and not builds_of(builds, python)]
    examples = (*project.examples.values(), *project.traces.values())
    return {example.name: _row(project, example, arrived) for example in examples}


def _loaded(project: Project, example: Example) -> Recording:
    try:
        return project.load_recording(example)
    except BookError:
        return Recording(example.name, "", {})


def _row(project: Project, example: Example, arrived: Sequence[str]) -> Dict[str, str]:
    recording = _loaded(project, example)
    row: Dict[str, str] = {}
    for python in project.pythons:
        unmet = example.declaration.unmet(python)
        outcome = recording.proved(example, python)
        if unmet is not None:
            row[python.tag] = "{}: {}".format(NOT_FOR_IT, unmet.reason)
        elif outcome is not None and python.tag not in arrived:
            endings = (step.exception or "exit {}".format(step.status) for step in outcome.steps if step.status)
            row[python.tag] = next(endings, OUTPUT)
        elif python.kept and recording.program == example.digest and python.tag in recording.pending:
            row[python.tag] = "{}: this Python is {}, and has not run the program as it stands".format(
                UNRECORDED, KEPT_AS_RECORDED
            )
        else:
            row[python.tag] = PENDING
    return row
