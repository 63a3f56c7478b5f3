"""The small book of the tests, ``tests/minibook``: copied, listed and recorded, never kept recorded.

Its list of Pythons names three that are made up (3.6, 3.7, 3.8) beside the running one, so that a book with
sections, variants and claims on both sides of a version can be had on whichever Python runs the tests. What the
made-up ones wrote is what the running one wrote, changed as :func:`outcome_on` says.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Callable, Dict, List, Tuple

from bookcheck.files import write_whole
from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome, Runner, Step
from bookcheck.programs.surroundings import USUAL, Surroundings
from bookcheck.pythons.python import Python
from bookcheck.pythons.running import running_release, running_tag
from bookcheck.recordings.builds import BUILDS, build_program, record_build
from bookcheck.recordings.recorder import record
from bookcheck.recordings.recording import Recording
from bookcheck.recordings.recording_file import dump_recording

MakeExample = Callable[..., Example]
"""What the fixture ``module`` is: makes an example of one module from its lines."""

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "tests" / "minibook"
MADE_UP = (Python("3.6", "3.6.15"), Python("3.7", "3.7.16"), Python("3.8", "3.8.18"))
EXAMPLES = (
    "basics/count_words",
    "basics/divide_by_zero",
    "basics/longest_word",
    "basics/say_hello",
    "basics/which_python",
)
PROBES: Dict[str, Tuple[str, ...]] = {
    "assignment_expression": ("3.8",),
    "processor_clock": ("3.6", "3.7"),
    "clock_and_async": ("3.7",),
}
"""Each probe of the small book, and on which of the made-up Pythons it is true."""


def listed_pythons() -> Tuple[Python, ...]:
    """Return the made-up Pythons, the running one and its base, as the small book lists them."""
    running = Python(running_tag(), running_release())
    listed = [python for python in MADE_UP if python.tag != running.base] + [Python(running.base, running.release)]
    return tuple(listed + [running] if running.is_variant else listed)


def copy_book(folder: Path) -> Book:
    """Return the small book, copied to ``folder`` with a list of Pythons, not recorded.

    Its ``build/plain`` is that of the real book, so that a plain environment is made once and not for each copy.
    """
    shutil.copytree(str(SOURCES), str(folder), ignore=shutil.ignore_patterns("__pycache__"))
    lines = ["{}  {}".format(python.tag, python.release) for python in listed_pythons()]
    (folder / "pythons.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with (folder / "src" / "chapter_examples" / "basics" / "which_python.py").open("a", encoding="utf-8") as stream:
        bases = [python.tag for python in listed_pythons() if not python.is_variant]
        stream.write("".join(["\n", *("# book: changed {}: It says which it is.\n".format(tag) for tag in bases[1:])]))
    (folder / "build").mkdir()
    (folder / "build" / "plain").symlink_to(ROOT / "build" / "plain", target_is_directory=True)
    return Book(folder)


def record_book(project: Book, runner: Runner) -> None:
    """Record the small book: on the running Python by running it, on the others by :func:`outcome_on`."""
    for program in project.programs.values():
        record(project, program, runner)
        recording = project.load_recording(program)
        outcome = recording.look_up(runner.python)
        assert outcome is not None
        for python in project.applicable(program):
            if python != runner.python:
                made_up = outcome_on(python, program, outcome)
                recording = recording.with_outcome(python, python.release, made_up, project.applicable(program))
        write_recording(project, recording)
    record_build(project, runner, changed=True, whole=True)
    write_recording(project, made_up_builds(project, runner.python))


def write_settings(root: Path) -> Path:
    """Write the settings of the small book into the folder ``root``, and return that."""
    shutil.copy(str(SOURCES / "pyproject.toml"), str(root))
    return root


def keep(project: Book, *tags: str) -> Book:
    """Mark the Pythons ``tags`` of the list as kept, and return the book that reads it again."""
    lines = project.list.read_text(encoding="utf-8").splitlines()
    marked = [line + "  kept" if line.split()[0] in tags else line for line in lines]
    project.list.write_text("\n".join(marked) + "\n", encoding="utf-8")
    return Book(project.root)


def record_unless_kept(project: Book, name: str, runner: Runner) -> Book:
    """Record ``name`` on each Python that is not kept: on the running one by running it, on the others as made up."""
    project = Book(project.root)
    program = project.programs[name]
    record(project, program, runner)
    outcome = project.load_recording(program).look_up(runner.python)
    assert outcome is not None
    for python in project.applicable(program):
        if python.tag != runner.python.tag and not python.kept:
            made_up = outcome_on(python, program, outcome)
            recording = project.load_recording(program)
            applicable = project.applicable(program)
            write_recording(project, recording.with_outcome(python, python.release, made_up, applicable))
    return project


def made_up_builds(project: Book, running: Python) -> Recording:
    """Return the recording of the builds, with that of each made-up Python in it: the running one under its name."""
    recording = project.load_recording(build_program())
    outcome = recording.outcomes[running.tag]
    outcomes = {running.tag: outcome}
    for python in project.pythons:
        if python != running:
            output = re.sub("(?m)^release: .*$", "release: " + python.release, outcome.steps[0].output)
            outcomes[python.tag] = with_output(outcome, output)
    return replace(recording, outcomes=outcomes, pending=())


def outcome_on(python: Python, program: Example, outcome: Outcome) -> Outcome:
    """Return what ``program`` would have done on ``python`` where ``outcome`` is what the running one did."""
    if program.name == "basics/which_python":
        return with_output(outcome, "Python {}\n".format(python.base))
    if program.name == "basics/claims" and python.tag in [each.tag for each in MADE_UP]:
        answers = ["{} {}\n".format(probe, python.tag in true_on) for probe, true_on in PROBES.items()]
        return with_output(outcome, "".join(answers))
    return outcome


def with_output(outcome: Outcome, *outputs: str) -> Outcome:
    """Return ``outcome`` with its first steps' outputs replaced."""
    steps: List[Step] = list(outcome.steps)
    for index, output in enumerate(outputs):
        steps[index] = replace(steps[index], output=output)
    return Outcome(tuple(steps))


def shown_library() -> str:
    """Return the folder of the standard library as outputs show it; the free-threaded build has one of its own."""
    return "/usr/lib/python" + running_tag().replace("+jit", "")


class Pretended(Runner):
    """A runner that does what it is told instead of running anything; ``outputs`` are those of its runs in turn."""

    def __init__(self, python: Python, *outputs: str) -> None:
        super().__init__(Path("python"), python)
        self.outputs: List[str] = list(outputs)
        self.runs = 0

    def run(self, example: Example, surroundings: Surroundings = USUAL) -> Outcome:
        output = self.outputs[min(self.runs, len(self.outputs) - 1)]
        self.runs += 1
        return Outcome((Step("python say_hello.py", output),))

    def observe(self, example: Example, surroundings: Surroundings = USUAL) -> List[Tuple[str, int]]:
        return [(step.output, step.status) for step in self.run(example, surroundings).steps]


class AsRecorded(Runner):
    """A runner that runs nothing: every program does what is recorded for the running Python."""

    def __init__(self, project: Book) -> None:
        super().__init__(Path("python"), project.running_python())
        self.project = project

    def run(self, example: Example, surroundings: Surroundings = USUAL) -> Outcome:
        """Return the recorded outcome."""
        outcome = self.project.load_recording(example).look_up(self.python)
        assert outcome is not None
        return outcome


def run_pytest(book: Book, *arguments: str) -> Tuple[int, Dict[str, str], str]:
    """Run pytest in the book's folder; return the exit status, the outcome of each item, and all that it wrote."""
    shutil.copy(str(ROOT / "conftest.py"), str(book.root / "conftest.py"))
    (book.root / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n")
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHON"))}
    environ.update(PYTHONPATH=str(ROOT / "src"), PYTHONDONTWRITEBYTECODE="1")
    if running_tag().endswith("+jit"):
        environ["PYTHON_JIT"] = "1"
    command = [sys.executable, "-m", "pytest", "-v", "--color=no", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(
        command, cwd=str(book.root), env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    found = re.findall(r"^(\S+::\S+) (PASSED|FAILED|ERROR)", done.stdout, re.MULTILINE)
    return done.returncode, dict(found), done.stdout


def write_recording(project: Book, recording: Recording) -> None:
    """Write ``recording`` where the book looks for it, in its one form."""
    if recording.name != BUILDS:
        recording = recording.folded(project.pythons)
    write_whole(project.recording_path(recording.name), dump_recording(recording, project.pythons))


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one place of ``path`` that reads ``old``; fail if there is none or more than one."""
    text = path.read_bytes().decode("utf-8")
    assert text.count(old) == 1, "{!r} stands {} times in {}".format(old, text.count(old), path)
    path.write_bytes(text.replace(old, new).encode("utf-8"))
