"""Records examples on the running Python, and checks them against what was recorded."""

import contextlib
import difflib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Iterator, List, Optional, Tuple

from bookcheck import platforms, recordings
from bookcheck.errors import BookError
from bookcheck.examples import Example
from bookcheck.project import Project
from bookcheck.pythons import KEPT_AS_RECORDED, Python, running_release
from bookcheck.recordings import Recording
from bookcheck.runner import Outcome, Runner, Step

SEEDS = (0, 1)


class OtherRelease(BookError):
    """An output that differs from one recorded with another release, ``recorded_with``, of the same Python."""

    def __init__(self, problem: str, recorded_with: str, **details: Any) -> None:
        super().__init__(problem, **details)
        self.recorded_with = recorded_with


def record(project: Project, example: Example, runner: Runner) -> bool:
    """Run ``example`` on the running Python and put what it did into its recording; return whether that changed.

    Runs it under two hash seeds and refuses an output that differs between them. The sections of other Pythons stay as
    they are; if the program has changed, or the recording was changed by hand, they become pending.
    """
    python, release = runner.python, running_release()
    if example.declaration.unmet(python):
        return False
    outcome = _stable_outcome(example, runner)
    path = project.recording_path(example.name)
    with locked(project.build):
        old = load_for_update(project, example, path)
        if release != python.release and python.tag in old.pending:
            raise BookError(
                "{} cannot be recorded with this release".format(example.name),
                path=path,
                expected="Python {}, the release that pythons.txt names for {}".format(python.release, python.tag),
                found="Python " + release,
                cure="uv python install {}, or name {} in pythons.txt".format(python.release, release),
            )
        new = old.with_outcome(python, release, outcome, project.applicable(example))
        return recordings.write_whole(path, recordings.dump(new, project.pythons))


@dataclass(frozen=True)
class Difference:
    """What an example should have done, ``recorded`` under ``key``, and what it did."""

    key: str
    recorded: Outcome
    found: Outcome


def check(project: Project, example: Example, runner: Runner) -> None:
    """Run ``example`` on the running Python; raise :class:`BookError` if it does not do what was recorded.

    The error is an :class:`OtherRelease` if that was recorded with another release than the running one.
    Where it does not run there is nothing to check, nor on a Python that is kept as recorded and has yet to run it.
    """
    python, release, wrong = runner.python, running_release(), compare(project, example, runner)
    if wrong is None:
        return
    details = {
        "path": project.recording_path(example.name),
        "found": "\n" + difference(wrong.recorded, wrong.found, "recorded [{}]".format(wrong.key), "found"),
        "cure": "make record V={} E={}, if what was found is right".format(python.tag, example.name),
    }
    if release != python.release and wrong.key in (python.tag, python.base):
        problem = "{} differs; recorded with {}, yours is {}".format(example.name, python.release, release)
        raise OtherRelease(problem, python.release, **details)
    problem = "{} does not do on Python {} ({}) what was recorded".format(example.name, python.tag, release)
    raise BookError(problem, **details)  # type: ignore[arg-type]


def compare(project: Project, example: Example, runner: Runner) -> Optional[Difference]:
    """Run ``example`` on the running Python; return how it differs from what was recorded, or None.

    Raises :class:`BookError` if nothing is recorded to compare it with, or if it ends otherwise than declared.
    """
    python, release = runner.python, running_release()
    if example.declaration.unmet(python):
        return None
    recording = project.load_recording(example)
    if recording.program != example.digest:
        raise recordings.stale(recording, example.digest, project.recording_path(example.name))
    if python.kept and python.tag in recording.pending:
        return None
    key = recording.key(python, release)
    if key is None or python.tag in recording.pending:
        raise BookError(
            "{} is not recorded for Python {}".format(example.name, python.tag),
            path=project.recording_path(example.name),
            cure="make record V={} E={}".format(python.tag, example.name),
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


def _stable_outcome(example: Example, runner: Runner) -> Outcome:
    first, second = (runner.run(example, seed) for seed in SEEDS)
    if first != second:
        raise BookError(
            "{} does not write the same twice on Python {}".format(example.name, runner.python.tag),
            path=example.path,
            found="\n" + difference(first, second, "first run", "second run"),
            cure="mend the program, or declare: # book: normalise RULE: REASON",
        )
    return first


def load_for_update(project: Project, example: Example, path: Path) -> Recording:
    """Return the recording to put an outcome into, with everything pending that cannot be relied on.

    Raises :class:`BookError` if what a kept Python wrote would be lost, though the program may be what wrote it.
    """
    applicable = project.applicable(example)
    tags = tuple(python.tag for python in applicable)
    kept_tags = [python.tag for python in applicable if python.kept]
    old, reliable = _load_old(path, example.name)
    if kept_tags and not reliable and path.exists():
        raise BookError(
            "what Python {} wrote would be lost: the recording is not as a command wrote it".format(
                ", ".join(kept_tags)
            ),
            path=path,
            expected="a recording that was not changed by hand, since nobody need have a Python that is "
            + KEPT_AS_RECORDED,
            cure="git checkout {}, then do the same again".format(project.relative(path)),
        )
    kept = {key: outcome for key, outcome in old.outcomes.items() if _key_applies(key, applicable)}
    if not reliable or old.program != example.digest:
        # What stands there is of another program, or may be what an author typed: run it all again and keep the text
        # till then. A release that is not in the list cannot be pending, so its section goes; nor does one wait for a
        # Python that is kept as recorded.
        waits = {key: kept[key] for key in kept if key in tags and key not in kept_tags}
        return Recording(example.name, example.digest, waits, tags)
    missing = tuple(python.tag for python in applicable if replace(old, outcomes=kept).look_up(python) is None)
    return Recording(example.name, example.digest, kept, tuple(sorted({*old.pending, *missing} & set(tags))))


def _load_old(path: Path, name: str) -> Tuple[Recording, bool]:
    """Return the recording at ``path``, empty if there is none or it does not read, and whether it can be relied on.

    Raises :class:`BookError` for a merge conflict: which side to keep is not for a command to say.
    """
    nothing = Recording(name, "", {})
    if not path.exists():
        return nothing, False
    try:
        return recordings.load(path, name), True
    except recordings.MergeConflict:
        raise
    except recordings.ChangedByHand:
        with contextlib.suppress(BookError):
            return _unsealed(path, name), False
    except BookError:
        pass
    return nothing, False


def _unsealed(path: Path, name: str) -> Recording:
    lines = path.read_bytes().decode("utf-8").split("\n")
    lines[2] = "# sections " + recordings._digest("\n".join(lines[3:]))
    return recordings.parse("\n".join(lines), name, path)


def _key_applies(key: str, applicable: Tuple[Python, ...]) -> bool:
    return any(key == python.tag or key.startswith(python.base + ".") for python in applicable)


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the one lock of ``folder``, so that two commands that record at once lose nothing of each other's."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = open(str(folder / ".lock"), "a+")  # noqa: SIM115 (the next statement closes it)
    except OSError as error:
        raise recordings.unwritable(folder, error) from None
    with stream:
        platforms.lock(stream)
        yield


def make_runner(project: Project, limit: Optional[int] = None) -> Runner:
    """Return a runner for the running Python; raise :class:`BookError` if it is not one of the book's."""
    from bookcheck.plain import plain_interpreter
    from bookcheck.runner import OUTPUT_LIMIT

    python = project.running_python()
    return Runner(plain_interpreter(project.build / "plain"), python, limit or OUTPUT_LIMIT)
