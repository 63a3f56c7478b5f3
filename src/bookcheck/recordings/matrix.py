"""The matrix: what each example, and each trace, does on each Python, in a word."""

from typing import Dict, Optional

from bookcheck.errors import BookError
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome
from bookcheck.pythons.python import KEPT_AS_RECORDED
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording import Recording

OUTPUT, PENDING, NOT_FOR_IT, UNRECORDED = "output", "pending", "not for this Python", "not recorded"
UNRECORDED_WHY = "this Python is {}, and has not run the program as it stands".format(KEPT_AS_RECORDED)

EMPTY = (NOT_FOR_IT, UNRECORDED)
"""How a word begins that says why nothing is recorded, and nothing is owed."""


def matrix(project: Project) -> Dict[str, Dict[str, str]]:
    """Return what each example and trace does on each Python, by its name and the tag of the Python.

    That is ``output``, the name of the expected exception, ``exit STATUS``, ``not for this Python: REASON``,
    ``not recorded: REASON`` for one that is kept as recorded, or ``pending``, also where the recording is missing or
    does not read: the gate on recordings says which.
    """
    return {example.name: _row(project, example) for example in (*project.examples.values(), *project.traces.values())}


def _row(project: Project, example: Example) -> Dict[str, str]:
    try:
        recording = project.load_recording(example)
    except BookError:
        recording = Recording(example.name, "", {})
    row: Dict[str, str] = {}
    for python in project.pythons:
        unmet = example.declaration.unmet(python)
        if unmet is not None:
            row[python.tag] = "{}: {}".format(NOT_FOR_IT, unmet.reason)
        elif python.kept and recording.program == example.digest and python.tag in recording.pending:
            row[python.tag] = "{}: {}".format(UNRECORDED, UNRECORDED_WHY)
        elif recording.program != example.digest or python.tag in recording.pending:
            row[python.tag] = PENDING
        else:
            row[python.tag] = _word(recording.look_up(python))
    return row


def _word(outcome: Optional[Outcome]) -> str:
    if outcome is None:
        return PENDING
    endings = (step.exception or "exit {}".format(step.status) for step in outcome.steps if step.status)
    return next(endings, OUTPUT)
