"""The matrix: what each example, and each trace, does on each Python, in a word."""

from typing import Dict

from bookcheck.errors import BookError
from bookcheck.programs.examples import Example
from bookcheck.pythons.python import KEPT_AS_RECORDED
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording import Recording

OUTPUT, PENDING, NOT_FOR_IT, UNRECORDED = "output", "pending", "not for this Python", "not recorded"
EMPTY = (NOT_FOR_IT, UNRECORDED)
"""How a word begins that says why nothing is recorded and nothing needs to be."""


def matrix(project: Project) -> Dict[str, Dict[str, str]]:
    """Return what each example and trace does on each Python, by its name and the tag of the Python.

    That is ``output``, the name of the expected exception, ``exit STATUS``, ``not for this Python: REASON``,
    ``not recorded: REASON`` for one that is kept as recorded, or ``pending``, also where the recording is missing or
    cannot be parsed: the gate on recordings says which.
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
        outcome = recording.proved(example, python)
        if unmet is not None:
            row[python.tag] = "{}: {}".format(NOT_FOR_IT, unmet.reason)
        elif outcome is not None:
            endings = (step.exception or "exit {}".format(step.status) for step in outcome.steps if step.status)
            row[python.tag] = next(endings, OUTPUT)
        elif python.kept and recording.program == example.digest and python.tag in recording.pending:
            row[python.tag] = "{}: this Python is {}, and has not run the program as it stands".format(
                UNRECORDED, KEPT_AS_RECORDED
            )
        else:
            row[python.tag] = PENDING
    return row
