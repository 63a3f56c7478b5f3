"""Does what a book's programs do here agree with their recordings? For a reader, who has no pages and no git."""

import sys
import sysconfig
from pathlib import Path
from typing import Callable, List, Optional, Sequence, Tuple

from bookcheck.errors import BookError, counted
from bookcheck.programs.examples import Example
from bookcheck.pythons.python import KEPT_AS_RECORDED, Python
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.recordings import builds
from bookcheck.recordings.comparison import Difference, check_program
from bookcheck.recordings.matrix import NOT_FOR_IT
from bookcheck.recordings.project import Project
from bookcheck.recordings.recorder import make_runner

AGREES, DISAGREES, ANOTHER_PYTHON, OTHER_RELEASE = range(4)
"""How a verification ends, as exit statuses.

:data:`ANOTHER_PYTHON`: the running one is none of the book's. :data:`OTHER_RELEASE`: whatever differs was recorded with
another release of the running Python, which may be why.
"""


def system_of(platform: str) -> str:
    """Return the operating system of a platform such as ``linux-x86_64`` or ``macosx-11.0-arm64``."""
    return platform.partition("-")[0]


def recorded_elsewhere(project: Project, python: Python, platform: str) -> Optional[str]:
    """Return the operating system that ``python`` was recorded on, if it is another than that of ``platform``."""
    recording = project.load_recording(builds.build_program())
    platforms = [facts["platform"] for facts in builds.builds_of(recording, python) if "platform" in facts]
    systems = sorted({system_of(platform) for platform in platforms} - {system_of(platform)})
    return " and ".join(systems) or None


def portable(programs: Sequence[Example]) -> List[Example]:
    """Return those of ``programs`` that claim to write the same on every operating system."""
    return [program for program in programs if program.declaration.portable]


def verify_programs(project: Project, programs: Sequence[Example], show: Callable[[str], None]) -> Tuple[str, int]:
    """Run ``programs`` against their recordings, ``show`` what differs; return a closing line and the exit status.

    On another operating system than the one that the book was recorded on, only those are run that claim to be
    portable.
    """
    tags = [python.tag for python in project.pythons]
    if sys.implementation.name != "cpython" or running_tag() not in tags:
        line = "nothing was recorded on {} {}, which this is ({}): run it with one of CPython {}".format(
            sys.implementation.name, running_tag(), sys.executable, ", ".join(tags)
        )
        return line, ANOTHER_PYTHON
    runner = make_runner(project)
    elsewhere = recorded_elsewhere(project, runner.python, sysconfig.get_platform())
    chosen = portable(programs) if elsewhere else programs
    errors: List[BookError] = []
    reasons: List[str] = []
    for program in chosen:
        try:
            check_program(project, program, runner)
            if program.declaration.unmet(runner.python):
                reasons.append(NOT_FOR_IT)
            elif runner.python.kept and runner.python in project.unrecorded(program):
                reasons.append("not recorded on this Python, where all is " + KEPT_AS_RECORDED)
        except BookError as error:
            errors.append(error)
            show(in_words(error, project.root))
    line, status = verification_summary(len(chosen) - len(reasons), errors, reasons)
    if len(chosen) < len(programs):
        left = len(programs) - len(chosen)
        said = "does not claim to be portable and was" if left == 1 else "do not claim to be portable and were"
        line += "; {} recorded on {} {} not run".format(left, elsewhere, said)
    return "Python {} ({}): {}".format(running_tag(), running_release(), line), status


def agreement(agree: int, ran: int) -> str:
    """Return in words that of ``ran`` programs the number ``agree`` do what is recorded."""
    words = "agrees with its recording" if 1 in (agree, ran) else "agree with their recordings"
    return "{} of {} {}".format(agree, counted(ran, "program"), words)


def verification_summary(ran: int, errors: Sequence[BookError], reasons: Sequence[str]) -> Tuple[str, int]:
    """Return the closing line of a verification, and the exit status that says the same.

    ``ran`` is how many programs ran, with those that ``errors`` are about; ``reasons`` are why each of the others
    did not.
    """
    released = [error for error in errors if isinstance(error, Difference) and error.other_release]
    disagreeing = len(errors) - len(released)
    parts = [agreement(ran - len(errors), ran)]
    if disagreeing:
        parts.append(counted(disagreeing, "disagrees", "disagree"))
    if released:
        differ = counted(len(released), "differs", "differ")
        parts.append("{}, recorded with {}".format(differ, released[0].recorded_with))
    numbers = {reason: counted(reasons.count(reason), "is", "are") for reason in reasons}
    parts.extend("{} {}".format(are, reason) for reason, are in numbers.items())
    return "; ".join(parts), DISAGREES if disagreeing else OTHER_RELEASE if released else AGREES


def in_words(error: BookError, root: Path) -> str:
    """Return ``error`` for a reader, who cannot fix the book: without the fix, and with paths from its folder."""
    path = error.path
    if path is not None and root in path.parents:
        path = path.relative_to(root)
    return str(BookError(error.problem, path=path, line=error.line, expected=error.expected, found=error.found))
