"""What the probes answered on each Python, as recorded."""

from typing import Dict

from bookcheck.pythons.python import Python
from bookcheck.recordings.recording import Recording


def recorded_answers(recording: Recording, python: Python, release: str = "") -> Dict[str, str]:
    """Return what each probe of a recorded claims.py answered on ``python``: ``True``, ``False`` or an error.

    Nothing if that is yet to be recorded.
    """
    outcome = recording.look_up(python, release)
    if outcome is None or python.tag in recording.pending:
        return {}
    lines = outcome.steps[0].output.splitlines()
    return {name: answer for name, _, answer in (line.partition(" ") for line in lines)}
