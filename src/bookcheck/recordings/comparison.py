"""Compares what an example does on the running Python with what was recorded."""

import difflib
from dataclasses import dataclass
from typing import Any, List, Optional

from bookcheck.errors import BookError
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome, Runner, Step
from bookcheck.pythons.running import running_release
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording_file import stale


class OtherRelease(BookError):
    """An output that differs from one recorded with another release, ``recorded_with``, of the same Python."""

    def __init__(self, problem: str, recorded_with: str, **details: Any) -> None:
        super().__init__(problem, **details)
        self.recorded_with = recorded_with


@dataclass(frozen=True)
class Difference:
    """What an example should have done, ``recorded`` under ``key``, and what it did."""

    key: str
    recorded: Outcome
    found: Outcome


def check_program(project: Project, example: Example, runner: Runner) -> None:
    """Run ``example`` on the running Python; raise :class:`BookError` if it does not do what was recorded.

    The error is an :class:`OtherRelease` if that was recorded with another release than the running one.
    Where it does not run there is nothing to check, nor on a Python that is kept as recorded and has yet to run it.
    """
    python, release, wrong = runner.python, running_release(), compare_program(project, example, runner)
    if wrong is None:
        return
    details = {
        "path": project.recording_path(example.name),
        "found": "\n" + difference(wrong.recorded, wrong.found, "recorded [{}]".format(wrong.key), "found"),
        "fix": "make record V={} E={}, if what was found is right".format(python.tag, example.name),
    }
    if release != python.release and wrong.key in (python.tag, python.base):
        problem = "{} differs; recorded with {}, yours is {}".format(example.name, python.release, release)
        raise OtherRelease(problem, python.release, **details)
    problem = "{} does not do on Python {} ({}) what was recorded".format(example.name, python.tag, release)
    raise BookError(problem, **details)  # type: ignore[arg-type]


def compare_program(project: Project, example: Example, runner: Runner) -> Optional[Difference]:
    """Run ``example`` on the running Python; return how it differs from what was recorded, or None.

    Raises :class:`BookError` if nothing is recorded to compare it with, or if it ends otherwise than declared.
    """
    python, release = runner.python, running_release()
    if example.declaration.unmet(python):
        return None
    recording = project.load_recording(example)
    if recording.program != example.digest:
        raise stale(recording, example.digest, project.recording_path(example.name))
    if python.kept and python.tag in recording.pending:
        return None
    key = recording.key(python, release)
    if key is None or python.tag in recording.pending:
        raise BookError(
            "{} is not recorded for Python {}".format(example.name, python.tag),
            path=project.recording_path(example.name),
            fix="make record V={} E={}".format(python.tag, example.name),
        )
    found = runner.run(example)
    return None if found == recording.outcomes[key] else Difference(key, recording.outcomes[key], found)


def difference(old: Outcome, new: Outcome, old_name: str, new_name: str) -> str:
    """Return a unified difference of two outcomes as a reader sees them."""
    lines = difflib.unified_diff(as_text(old), as_text(new), old_name, new_name, lineterm="", n=2)
    return "\n".join(lines) or "the same lines, but only one of the two has a newline at the end"


def output_lines(step: Step) -> List[str]:
    """Return the lines that a command wrote, whether or not the last one was ended."""
    lines = step.output.split("\n")
    return lines if lines[-1] else lines[:-1]


def as_text(outcome: Outcome) -> List[str]:
    """Return an outcome as lines: each command, what it wrote, how it ended."""
    lines: List[str] = []
    for step in outcome.steps:
        lines.append("$ " + step.command)
        lines.extend(output_lines(step))
        if step.status:
            lines.append("[exit status {}]".format(step.status))
    return lines
