"""Checks the laws on the running Python, in one process for all packages, and holds them against what was recorded.

What a run wrote is kept below ``build/laws``, by release and build of the interpreter and by the digest of the laws and
of the engine's part: neither changes while you write a page.
"""

from pathlib import Path
from typing import Dict, Iterator, List, Optional

from bookcheck.errors import BookError
from bookcheck.files import locked, write_whole
from bookcheck.programs.examples import LAWS, Example
from bookcheck.programs.laws import Law, Verdict, read_verdicts, run_together
from bookcheck.programs.runner import Outcome, Runner, Step
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release
from bookcheck.recordings.project import Project
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.recording_file import stale

FLOOR = 0.7
"""How much of the recorded corpus must be there on another build of the same version."""


def is_laws(program: Example) -> bool:
    """Return whether ``program`` is that of a package's laws."""
    return program.name.rpartition("/")[2] == LAWS


def law_outcome(project: Project, program: Example, runner: Runner) -> Outcome:
    """Return what the laws of ``program`` did on the running Python: a line a law, as ``run_laws.py`` writes it.

    Where that is not kept from an earlier run, all laws that are not are checked in one process.
    """
    package = program.name.partition("/")[0]
    path = _kept(project, program, runner)
    with locked(path.parent):
        if not path.exists():
            _run_missing(project, runner)
        text = path.read_text(encoding="utf-8")
    return Outcome((Step("check the laws of {}".format(package), text),))


def _run_missing(project: Project, runner: Runner) -> None:
    missing = {
        package: program
        for package, program in project.law_programs.items()
        if not _kept(project, program, runner).exists()
    }
    names = [
        name for package in missing for name, law in project.laws_of(package).items() if law.applies(runner.python)
    ]
    lines: List[str] = []
    if names:
        lines = runner.run(run_together(missing.values(), names)).steps[0].output.splitlines()
    for package, program in missing.items():
        own = [line + "\n" for line in lines if line.startswith(package + ".")]
        write_whole(_kept(project, program, runner), "".join(own))


def _kept(project: Project, program: Example, runner: Runner) -> Path:
    build = runner.interpreter.parent.parent.name + ("+jit" if runner.python.jit else "")
    return project.build / LAWS / build / "{}-{}.txt".format(program.name.partition("/")[0], program.digest)


def recorded_verdicts(recording: Recording, python: Python, release: str = "") -> Dict[str, Verdict]:
    """Return the recorded verdict of each law of a package on ``python``; nothing if that is yet to be recorded."""
    outcome = recording.look_up(python, release)
    if outcome is None or python.tag in recording.pending:
        return {}
    return read_verdicts(outcome.steps[0].output)


def check_laws(project: Project, program: Example, runner: Runner) -> None:
    """Check the laws of ``program`` on the running Python; raise :class:`BookError` for the first that fails there."""
    for law in project.laws_of(program.name.partition("/")[0]).values():
        check_law(project, law, runner)


def check_law(project: Project, law: Law, runner: Runner) -> None:
    """Check ``law`` on the running Python, if it is about that; raise :class:`BookError` if it fails.

    Another build has another library, so only the verdict must agree with the recorded one, and the corpus must not be
    much smaller.
    """
    python, program = runner.python, project.law_programs[law.name.partition(".")[0]]
    if not law.applies(python):
        return
    recording = project.load_recording(program)
    if recording.program != program.digest:
        raise stale(program, recording, project.recording_path(program.name))
    before = recorded_verdicts(recording, python, running_release()).get(law.name)
    if before is None and not python.kept:
        problem = "the law {} is not recorded for Python {}".format(law.name, python.tag)
        raise BookError(problem, path=law.path, line=law.line, fix=_record(law, python))
    observed = read_verdicts(law_outcome(project, program, runner).steps[0].output)
    error = judge(law, python, observed.get(law.name), before)
    if error is not None:
        raise error


def _record(law: Law, python: Python) -> str:
    return "make record V={} E={}/{}".format(python.tag, law.name.partition(".")[0], LAWS)


def judge(
    law: Law, python: Python, verdict: Optional[Verdict], before: Optional[Verdict] = None
) -> Optional[BookError]:
    """Return why ``verdict`` of ``law`` on ``python`` is not that it holds, or None if it is.

    It fails with a counterexample, without a case, over a corpus of less than :data:`FLOOR` of that of ``before``, and
    if its twin has no counterexample.
    """

    def wrong(problem: str, expected: str, found: str, fix: str) -> BookError:
        problem = "the law {} {} on Python {}".format(law.name, problem, python.tag)
        return BookError(problem, path=law.path, line=law.line, expected=expected, found=found, fix=fix)

    record = _record(law, python)
    if verdict is None:
        return wrong("has no verdict", "a count of its cases", "nothing", record)
    if verdict.raised:
        return wrong("raises an exception", "a property that yields each case", verdict.raised, "correct the property")
    if verdict.held != verdict.size:
        found = "{} of {} {}; not: {}".format(verdict.held, verdict.size, law.counts, ", ".join(verdict.against))
        fix = "make its sentence say where it holds, then its property, then: " + record
        return wrong("has a counterexample", "that it holds for all of them", found, fix)
    if not verdict.size or (before is not None and verdict.size < FLOOR * before.size):
        least = int(FLOOR * before.size) if before is not None else 1
        fix = "run it on a Python with its whole standard library, or: " + record
        expected, found = "at least {} {}".format(least, law.counts), str(verdict.size)
        return wrong("was checked over too small a corpus", expected, found, fix)
    if verdict.twin_held == verdict.size:
        fix = "choose a twin that is false, or correct its property"
        found = "it holds for {0} of {0} {1}: {2}".format(verdict.size, law.counts, law.twin)
        return wrong("has a twin that is true", "a counterexample of the twin", found, fix)
    return None


def check_recorded_laws(project: Project, program: Example, recording: Recording) -> Iterator[BookError]:
    """Yield an error for each law that does not hold by what was recorded, on any Python that it is about."""
    laws = project.laws_of(program.name.partition("/")[0]).values()
    for python in project.applicable(program):
        if recording.proved(program, python) is None:
            continue  # reported for the recording
        verdicts = recorded_verdicts(recording, python)
        for law in laws:
            error = judge(law, python, verdicts.get(law.name)) if law.applies(python) else None
            if error is not None:
                yield error
