"""Which build of each Python made the recordings: ``recordings/builds.txt``, a recording like the others.

A small program of the engine's own says what a Python is. A section names one Python, and has what the program wrote on
each build that its outputs come from, mostly one:

* the first build that has recorded all programs on a Python is written down, which says that they ran there;
* another build of the same release that finds every output as it is recorded leaves no trace;
* one that changes an output is added; if it ran every program, it takes the place of all before it;
* a build of another release takes their place too, once ``pythons.txt`` names that release.
"""

from dataclasses import replace
from pathlib import Path
from typing import Dict, Iterator, Optional, Tuple

from bookcheck.errors import BookError
from bookcheck.files import locked, write_whole
from bookcheck.programs.examples import Example
from bookcheck.programs.questions import plain_file, question
from bookcheck.programs.runner import Outcome, Runner, Step
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release
from bookcheck.recordings.project import Project
from bookcheck.recordings.recorder import load_for_update
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.recording_file import dump_recording, read_recording

BUILDS = "builds"

SETTLED = ("cache tag", "magic number", "free-threaded", "JIT on")
"""The facts that every build of one release has in common, for one tag."""

# Nothing here depends on where the build is installed, nor on the kernel or the name of the machine.
_PROGRAM = '''\
"""Say which build of Python this is."""

import importlib.util
import sys
import sysconfig

jit = getattr(sys, "_jit", None)
options = sysconfig.get_config_var("CONFIG_ARGS") or ""
build, _, compiler = sys.version.partition(" ")[2].rpartition("[")
facts = {
    "release": sys.version.split()[0].rstrip("+"),
    "build": build,
    "compiler": compiler.rstrip("]"),
    "platform": sysconfig.get_platform(),
    "cache tag": sys.implementation.cache_tag,
    "magic number": int.from_bytes(importlib.util.MAGIC_NUMBER[:2], "little"),
    "free-threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "JIT built in": jit.is_available() if jit else "--enable-experimental-jit" in options,
    "JIT on": bool(jit and jit.is_enabled()),
}
for name, fact in facts.items():
    print(name + ":", {True: "yes", False: "no"}.get(fact, " ".join(str(fact).split())))
'''


def build_program() -> Example:
    """Return the program that says what a Python is; it is recorded as an example is, and no page shows it."""
    return question(BUILDS, Path(__file__), {"say_build.py": plain_file(_PROGRAM)})


def record_build(project: Project, runner: Runner, *, changed: bool, whole: bool) -> bool:
    """Write down which build the running Python is, where the rule of this module says so; return whether it did.

    ``changed`` is whether it has just changed a recording, ``whole`` whether it has run every program of the book.
    """
    python = runner.python
    if running_release() != python.release:
        return False  # its outputs are recorded by their exact release, which is all that is said of it
    program = build_program()
    outcome = runner.run(program)
    path = project.recording_path(BUILDS)
    with locked(project.build):
        old = load_for_update(project, program, path)
        known = () if python.tag in old.pending or python.tag not in old.outcomes else old.outcomes[python.tag].steps
        if any(facts["release"] != python.release for facts in _facts(known)):
            known = ()
        if not known and not whole and old.outcomes and python.tag not in (*old.outcomes, *old.pending):
            return False  # a Python has arrived, and some programs are yet to run on it
        if not known or (changed and whole):
            known = outcome.steps
        elif changed and not set(outcome.steps) <= set(known):
            known += outcome.steps
        pending = tuple(tag for tag in old.pending if tag != python.tag)
        new = replace(old, outcomes={**old.outcomes, python.tag: Outcome(known)}, pending=pending)
        return write_whole(path, dump_recording(new, project.pythons))


def builds_of(recording: Recording, python: Python) -> Tuple[Dict[str, str], ...]:
    """Return what is recorded of each build of ``python``, by the name of the fact; nothing if none is."""
    outcome = recording.outcomes.get(python.tag)
    return () if outcome is None or python.tag in recording.pending else _facts(outcome.steps)


def _facts(steps: Tuple[Step, ...]) -> Tuple[Dict[str, str], ...]:
    return tuple(
        {name: fact for name, _, fact in (line.partition(": ") for line in step.output.splitlines())} for step in steps
    )


def check_builds(project: Project, recording: Recording) -> Iterator[BookError]:
    """Yield an error for each variant without an entry of its own, and for each entry of another release.

    A recording has no outcome of a Python that does the same as another: only the entry says that it was run.
    """
    path = project.recording_path(BUILDS)
    for python in project.pythons:
        builds = builds_of(recording, python)
        releases = [facts.get("release", "nothing") for facts in builds]
        fix = "make record V={}".format(python.tag)
        if not builds and python.tag not in recording.pending and recording.look_up(python) is not None:
            yield BookError(
                "nothing says which build of Python {} made the recordings".format(python.tag), path=path, fix=fix
            )
        elif builds and set(releases) != {python.release}:
            yield BookError(
                "the build of Python {} is of another release than the list names".format(python.tag),
                path=path,
                expected="release {}, as in {}".format(python.release, project.list.name),
                found=", ".join(releases),
                fix="{} E={}".format(fix, BUILDS),
            )


def check_running(project: Project, runner: Runner) -> Optional[BookError]:
    """Return what is wrong with the entry of the running Python: a fact that no build of its release can have.

    None if nothing is, or if the running one is of another release than the list names.
    """
    python = runner.python
    if running_release() != python.release:
        return None
    path = project.recording_path(BUILDS)
    (running,) = _facts(runner.run(build_program()).steps)
    for facts in builds_of(read_recording(path, BUILDS), python):
        for name in SETTLED:
            if facts.get(name) != running[name]:
                return BookError(
                    "the entry of Python {} is not of that Python".format(python.tag),
                    path=path,
                    expected="{}: {}".format(name, running[name]),
                    found="{}: {}".format(name, facts.get(name, "nothing")),
                    fix="git rm {} && make record E={}".format(project.relative(path), BUILDS),
                )
    return None
