"""Compares what an example does on the running Python with what was recorded."""

import difflib
from pathlib import Path
from typing import List, Optional, Tuple

from bookcheck.errors import BookError
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import InstallationChanged, Outcome, Runner, Step
from bookcheck.programs.surroundings import SEED, USUAL, Surroundings, seed_of_a_check
from bookcheck.pythons.python import Python, read_key
from bookcheck.pythons.running import running_release
from bookcheck.recordings.law_runs import check_laws, is_laws
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording_file import stale

_SHOWN = 10


class Difference(BookError):
    """The outcome of an example on ``python`` differs from the ``recorded`` one, whose section has the key ``key``.

    ``text`` is their unified difference. ``recorded_with`` is the release that made the recording;
    ``other_release`` is whether the running release is another one, which may be the cause.
    """

    def __init__(
        self,
        example: Example,
        path: Path,
        python: Python,
        key: str,
        recorded: Outcome,
        observed: Outcome,
        seed: int = USUAL.seed,
    ) -> None:
        release = running_release()
        self.recorded_with = read_key(key).release or python.release
        self.other_release = self.recorded_with != release
        old_title = "recorded with {} [{}]".format(self.recorded_with, key)
        self.text = difference(
            example, (recorded, old_title), (observed, "found with {}, hash seed {}".format(release, seed))
        )
        problem = "{} does not do on Python {} ({}) what was recorded".format(example.name, python.tag, release)
        if self.other_release:
            problem = "{} differs; recorded with {}, yours is {}".format(example.name, self.recorded_with, release)
        fix = "if what was found is right: make record V={} E={}\n".format(python.tag, example.name)
        fix += "to repeat this run: " + repeating(seed, python, example)
        super().__init__(problem, path=path, found="\n" + self.text, fix=fix)


def repeating(seed: int, python: Python, example: Example) -> str:
    """Return the command that runs ``example`` on ``python`` under the hash ``seed`` again."""
    name = example.name.rpartition("/")[2]
    return '{}={} make test V={} ARGS="-k {}"'.format(SEED, seed, python.tag, name)


def check_program(project: Project, example: Example, runner: Runner) -> None:
    """Run ``example`` on the running Python and compare its outcome with the recorded one.

    The hash seed is another one each time. An example that declares that it does not run on that Python must not do
    there what it does elsewhere. Of laws the verdicts must agree, not the counts: see
    :mod:`bookcheck.recordings.law_runs`. Nothing is checked if that Python is kept as recorded and has yet to run it.

    Raises :class:`Difference` if the outcomes differ, and another :class:`BookError` if no recorded outcome is valid or
    a command does not end as declared.
    """
    python = runner.python
    if example.declaration.unmet(python):
        check_excluded(project, example, runner)
        return
    recording, path = project.load_recording(example), project.recording_path(example.name)
    if recording.program != example.digest:
        raise stale(example, recording, path)
    if python.kept and python.tag in recording.pending:
        return
    key = recording.key(python, running_release())
    if key is None or python.tag in recording.pending:
        raise BookError(
            "{} is not recorded for Python {}".format(example.name, python.tag),
            path=path,
            fix="make record V={} E={}".format(python.tag, example.name),
        )
    if is_laws(example):
        check_laws(project, example, runner)
        return
    seed = seed_of_a_check()
    try:
        outcome = runner.run(example, Surroundings(seed))
    except InstallationChanged:
        raise
    except BookError as error:
        again = "to repeat this run: " + repeating(seed, python, example)
        error.fix = again if error.fix is None else error.fix + "\n" + again
        raise
    if outcome != recording.outcomes[key]:
        raise Difference(example, path, python, key, recording.outcomes[key], outcome, seed)


def check_excluded(project: Project, example: Example, runner: Runner) -> None:
    """Run ``example`` on the running Python, which it declares that it does not run on; raise if that is false.

    It is if every command writes what is recorded for another Python and ends as it does there. What the engine makes
    of an example, such as its trace, follows the example and is not run.
    """
    unmet = example.declaration.unmet(runner.python)
    if unmet is None or example.name not in project.examples or not project.recording_path(example.name).exists():
        return
    try:
        observed = runner.observe(example, Surroundings(seed_of_a_check()))
    except InstallationChanged:
        raise
    except BookError:
        return  # it hangs, or floods: whatever it does, it is not what is recorded
    for tag, outcome in project.load_recording(example).outcomes.items():
        if observed == [(step.output, step.status) for step in outcome.steps]:
            raise BookError(
                "{} does on Python {} exactly what it does on {}, so its `requires` is false".format(
                    example.name, runner.python.tag, tag
                ),
                path=example.path,
                line=unmet.line or None,
                expected="a Python on which it does something else; the reason given is: " + unmet.reason,
                found="\n" + "\n".join(as_text(outcome)[:_SHOWN]),
                fix="correct the condition, then: make record V={} E={}".format(runner.python.tag, example.name),
            )


def difference(example: Example, old: Tuple[Outcome, str], new: Tuple[Outcome, str]) -> str:
    """Return a unified difference of two outcomes of ``example``, each with its title, as a reader sees them."""
    with_ending = ending_of(old[0]) != ending_of(new[0])
    before, after = (_seen_lines(example, outcome, with_ending) for outcome, _ in (old, new))
    lines = difflib.unified_diff(before, after, old[1], new[1], lineterm="", n=2)
    return "\n".join(lines) or "the same lines, but only one of the two has a newline at the end"


def is_usual(example: Example, outcome: Outcome) -> bool:
    """Return whether ``outcome`` is of ``python NAME`` alone, the command that a page does not show."""
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
