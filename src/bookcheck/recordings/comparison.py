"""Compares what an example does on the running Python with what was recorded."""

import difflib
from dataclasses import dataclass
from typing import Any, List, Optional, Tuple

from bookcheck.errors import BookError
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome, Runner, Step
from bookcheck.pythons.python import read_key
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
        "found": "\n"
        + difference(example, (wrong.recorded, "recorded [{}]".format(wrong.key)), (wrong.found, "found")),
        "fix": "make record V={} E={}, if what was found is right".format(python.tag, example.name),
    }
    if release != python.release and not read_key(wrong.key).release:
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


def difference(example: Example, old: Tuple[Outcome, str], new: Tuple[Outcome, str]) -> str:
    """Return a unified difference of two outcomes of ``example``, each with its title, as a reader sees them."""
    with_ending = ending_of(old[0]) != ending_of(new[0])
    before, after = (_seen_lines(example, outcome, with_ending) for outcome, _ in (old, new))
    lines = difflib.unified_diff(before, after, old[1], new[1], lineterm="", n=2)
    return "\n".join(lines) or "the same lines, but only one of the two has a newline at the end"


def is_usual(example: Example, outcome: Outcome) -> bool:
    """Whether ``outcome`` is of ``python NAME`` alone, the command that goes without saying."""
    return [step.command for step in outcome.steps] == ["python " + example.main]


def ending_of(outcome: Outcome) -> Optional[str]:
    """Return how the last command ended that did not end well, ``ValueError`` or ``exit status 2``; None if all did."""
    endings = [step.exception or "exit status {}".format(step.status) for step in outcome.steps if step.status]
    return endings[-1] if endings else None


def _seen_lines(example: Example, outcome: Outcome, with_ending: bool) -> List[str]:
    """Return what a reader sees of an outcome: command lines that do not go without saying, outputs, the ending."""
    lines: List[str] = []
    for step in outcome.steps:
        if not is_usual(example, outcome):
            lines.append("$ " + step.command)
        lines.extend(output_lines(step))
    if with_ending:
        ending = ending_of(outcome)
        lines.append("(ends with {})".format(ending) if ending else "(ends well)")
    return lines


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
