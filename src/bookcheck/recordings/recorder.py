"""Records examples on the running Python, and checks them against what was recorded."""

import contextlib
from dataclasses import replace
from pathlib import Path
from typing import Tuple

from bookcheck.errors import BookError
from bookcheck.files import locked, write_whole
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Runner
from bookcheck.pythons.installation import State, state_of
from bookcheck.pythons.plain_environment import plain_interpreter
from bookcheck.pythons.python import KEPT_AS_RECORDED
from bookcheck.pythons.running import running_release
from bookcheck.recordings.comparison import check_excluded
from bookcheck.recordings.law_runs import is_laws, law_outcome
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.recording_file import (
    ChangedByHand,
    MergeConflict,
    dump_recording,
    parse_recording,
    read_recording,
    sections_digest,
)
from bookcheck.recordings.stability import stable_outcome


def record(project: Project, example: Example, runner: Runner) -> bool:
    """Run ``example`` on the running Python and put what it did into its recording; return whether that changed.

    Runs it as :mod:`bookcheck.recordings.stability` says, and refuses an output that is not always the same. The
    sections of other Pythons stay as they are; if the program has changed, or the recording was changed by hand, they
    become pending. Where the example declares that it does not run, that is checked.
    """
    python, release = runner.python, running_release()
    if example.declaration.unmet(python):
        check_excluded(project, example, runner)
        return False
    before = _files_of(project)
    # Laws say the same under every hash seed, and take long.
    outcome = law_outcome(project, example, runner) if is_laws(example) else stable_outcome(example, runner)
    after = _files_of(project)
    if before != after:
        changed = sorted(name for name in {**before, **after} if before.get(name) != after.get(name))
        raise BookError(
            "files of the book changed while {} ran, so its output is not accepted".format(example.name),
            path=example.path,
            expected="a program that writes into its own folder only, and nobody who edits meanwhile",
            found=", ".join(changed),
            fix="correct the program, or wait with your edits, and do the same again",
        )
    path = project.recording_path(example.name)
    with locked(project.build):
        old = load_for_update(project, example, path)
        if release != python.release and python.tag in old.pending:
            raise BookError(
                "{} cannot be recorded with this release".format(example.name),
                path=path,
                expected="Python {}, the release that {} names for {}".format(
                    python.release, project.list.name, python.tag
                ),
                found="Python " + release,
                fix="name {} in {}, or: uv python install {}".format(release, project.list.name, python.release),
            )
        new = old.with_outcome(python, release, outcome, project.applicable(example))
        return write_whole(path, dump_recording(new, project.pythons))


def _files_of(project: Project) -> State:
    """Return the state of all that an author writes, and of the engine; what Python compiles is left out."""
    folders = (project.examples_root, project.docs, Path(__file__).parent.parent)
    return {name: state for folder in folders for name, state in state_of(folder, ("__pycache__",)).items()}


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
            fix="before you record it again: git checkout {}".format(project.relative(path)),
        )
    kept = old.only(applicable).outcomes
    if not reliable or old.program != example.digest:
        # What is there is of another program, or may be what an author typed: run it all again and keep the text
        # till then. A release that is not in the list cannot be pending, so its section goes; nor does one wait for a
        # Python that is kept as recorded.
        waits = {key: kept[key] for key in kept if key in tags and key not in kept_tags}
        return Recording(example.name, example.digest, waits, tags)
    missing = tuple(python.tag for python in applicable if replace(old, outcomes=kept).look_up(python) is None)
    return Recording(example.name, example.digest, kept, tuple(sorted({*old.pending, *missing} & set(tags))))


def _load_old(path: Path, name: str) -> Tuple[Recording, bool]:
    """Return the recording at ``path``, empty if there is none or it cannot be parsed, and whether it can be relied on.

    Raises :class:`BookError` for a merge conflict: which side to keep is not for a command to say.
    """
    nothing = Recording(name, "", {})
    if not path.exists():
        return nothing, False
    try:
        return read_recording(path, name), True
    except MergeConflict:
        raise
    except ChangedByHand:
        with contextlib.suppress(BookError):
            return _unsealed(path, name), False
    except BookError:
        pass
    return nothing, False


def _unsealed(path: Path, name: str) -> Recording:
    lines = path.read_bytes().decode("utf-8").split("\n")
    lines[2] = "# sections " + sections_digest("\n".join(lines[3:]))
    return parse_recording("\n".join(lines), name, path)


def make_runner(project: Project) -> Runner:
    """Return a runner for the running Python; raise :class:`BookError` if it is not one of the book's."""
    python = project.running_python()
    return Runner(plain_interpreter(project.build / "plain"), python)
