"""Does the same on every Python of the matrix, some at a time, and tells the outcome in one table."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Callable, Dict, List, Mapping, Sequence, Tuple, TypeVar, Union

from bookcheck.errors import BookError
from bookcheck.pythons.environments import (
    Environment,
    Interpreter,
    clean_environ,
    matrix_environment,
    matrix_interpreter,
    tool_environment,
)
from bookcheck.pythons.jobs import Command, Counts, Job, Result, Screen, read_log, run_jobs, stopped_by_signals
from bookcheck.pythons.python import KEPT_AS_RECORDED, Python
from bookcheck.settings import read_settings

SITE_JOBS = ("site", "render", "gates", "repository", "lint")
"""The gates that need only one Python.

They look at the built site in a browser and at what is published, at the pages and what Sphinx makes of a book,
deliberate damage, the files around the book, and style.
"""

BOOK = ("src", "docs", "tests/book", "tests/examples")
"""The folders of the tests that prove the book, of which pytest's ``testpaths`` has more."""

STOPPED = 130
"""The exit status of a run that was told to stop."""

Found = TypeVar("Found")

_LEFT_OUT = "{}, not run".format(KEPT_AS_RECORDED)
_TAIL = 200
_USUAL = 100.0
"""Seconds that the tests of one Python take, more or less."""


def test(root: Path, pythons: Sequence[Python], everything: bool, left_out: Sequence[Python]) -> int:
    """Close every gate that runs on ``pythons``, print the table, return the exit status.

    The gates that need only one Python run on that which builds the site: they are among them when it is, or
    ``everything``.
    On a Python that is kept as recorded ``python -m bookcheck check`` runs, which needs that Python and nothing else;
    those of ``left_out`` are not run at all, and have a row that says so.
    """
    screen = Screen(sys.stdout)
    run = [python for python in pythons if not python.kept]
    environments, missing = _prepared(root, run, matrix_environment, screen)
    interpreters, gone = _prepared(root, [python for python in pythons if python.kept], matrix_interpreter, screen)
    jobs = [
        _job(root, python, environment.interpreter, _pytest(root, environment, python.tag, *_paths(python)))
        for python, environment in environments
    ]
    jobs += [_job(root, python, found, _bookcheck(found, ["check"])) for python, found in interpreters]
    missing += [*gone, *_left_out(left_out)]
    if everything or any(python.tag == read_settings(root).site_python for python in pythons):
        try:
            jobs += site_jobs(root, tool_environment(root, "gates"))
        except BookError as error:
            screen.line(_relative(root, str(error)))
            missing += [_missing(name) for name in SITE_JOBS]
    memory = root / "build" / "logs" / "seconds.json"
    seconds = _remembered(memory)
    # The first time, those of the site start first: the browser's takes as long as several Pythons.
    expected = {**dict.fromkeys((python.tag for python in pythons), _USUAL), **seconds}
    results = _run(root, jobs, missing, screen, expected)
    seconds.update({result.name: round(result.wall, 2) for result in results if result.wall})
    if results:
        memory.write_text(json.dumps(seconds, indent=2) + "\n", encoding="utf-8")
    return _status(results)


def site_jobs(root: Path, environment: Environment) -> List[Job]:
    """Return the jobs that need only one Python, named by :data:`SITE_JOBS`, run by ``environment``."""
    make = ("make", "--no-print-directory")
    commands = (
        (Command((*make, "html")), _pytest(root, environment, "site", "tests/browser", "tests/published")),
        (_pytest(root, environment, "render", "tests/pages", "tests/site"),),
        (_pytest(root, environment, "gates", "tests/gates"),),
        (_pytest(root, environment, "repository", "tests/repository"),),
        (Command((*make, "lint")),),
    )
    interpreter = environment.interpreter
    environ = clean_environ(interpreter.tag)
    return [Job(name, interpreter.release, todo, root, environ) for name, todo in zip(SITE_JOBS, commands)]


def on_each(
    root: Path,
    pythons: Sequence[Python],
    arguments: Sequence[str],
    left_out: Sequence[Python],
    find: Callable[[Path, Python], Interpreter],
) -> int:
    """Run ``python -m bookcheck ARGUMENTS`` on each of ``pythons``, print the table, return the exit status.

    ``find`` says which interpreter to take for each. Those of ``left_out`` are not run, and have a row that says so.
    """
    screen = Screen(sys.stdout)
    interpreters, missing = _prepared(root, pythons, find, screen)
    jobs = [_job(root, python, found, _bookcheck(found, arguments)) for python, found in interpreters]
    return _status(_run(root, jobs, [*missing, *_left_out(left_out)], screen, {}))


def call(root: Path, python: Python, arguments: Sequence[str]) -> int:
    """Run ``python -m bookcheck ARGUMENTS`` on ``python`` with this process's own streams, return the exit status."""
    command = _bookcheck(matrix_interpreter(root, python), arguments)
    return subprocess.call(command.words, cwd=str(root), env=clean_environ(python.tag))


def summary(results: Sequence[Result]) -> str:
    """Return a table of ``results`` that ends with the line ``N passed, N failed``."""
    rows: List[Tuple[str, ...]] = [("job", "Python", "passed", "failed", "skipped", "wall", "CPU", "result")]
    for result in results:
        counts = result.counts
        times = ["{:.1f} s".format(seconds) if seconds else "" for seconds in (result.wall, result.cpu)]
        numbers = [str(count) for count in (counts.passed, counts.failed, counts.skipped)]
        rows.append((result.name, result.release, *numbers, *times, result.outcome))
    widths = [max(map(len, column)) for column in zip(*rows)]
    aligned = "{:<{}}  {:<{}}  {:>{}}  {:>{}}  {:>{}}  {:>{}}  {:>{}}  {:<{}}"
    lines = [aligned.format(*(part for pair in zip(row, widths) for part in pair)).rstrip() for row in rows]
    total = sum((result.counts for result in results), Counts())
    return "\n".join([*lines, "", "{} passed, {} failed".format(total.passed, total.failed)])


def _paths(python: Python) -> Tuple[str, ...]:
    """Return what pytest runs on ``python``: all of its ``testpaths``, but with the JIT only the book.

    The same interpreter runs the engine's own tests without the JIT, which changes nothing that they look at.
    """
    return BOOK if python.jit else ()


def _pytest(root: Path, environment: Environment, name: str, *paths: str) -> Command:
    report = root / "build" / "logs" / (name + ".xml")
    words = (str(environment.python), "-m", "pytest", "-q", "--color=no", "--junit-xml={}".format(report), *paths)
    return Command(words, report)


def _bookcheck(interpreter: Interpreter, arguments: Sequence[str]) -> Command:
    return Command((str(interpreter.path), "-m", "bookcheck", *arguments))


def _job(root: Path, python: Python, interpreter: Interpreter, command: Command) -> Job:
    release = interpreter.release
    shown = release if release == python.release else "{}, not {}".format(release, python.release)
    return Job(python.tag, shown, (command,), root, clean_environ(python.tag))


def _prepared(
    root: Path, pythons: Sequence[Python], prepare: Callable[[Path, Python], Found], screen: Screen
) -> Tuple[List[Tuple[Python, Found]], List[Result]]:
    """Return what ``prepare`` returns for each of ``pythons``, and a failed result for each that cannot be had."""

    def attempt(python: Python) -> Union[Found, BookError]:
        screen.status("preparing Python " + python.tag)
        try:
            return prepare(root, python)
        except BookError as error:
            return error

    found: List[Tuple[Python, Found]] = []
    missing: List[Result] = []
    with ThreadPoolExecutor(_workers()) as pool:
        for python, outcome in zip(pythons, pool.map(attempt, pythons)):
            if isinstance(outcome, BookError):
                screen.line(_relative(root, str(outcome)))
                missing.append(_missing(python.tag))
            else:
                found.append((python, outcome))
    return found, missing


def _missing(name: str) -> Result:
    return Result(name, "–", "missing", Counts(failed=1))


def _left_out(pythons: Sequence[Python]) -> List[Result]:
    return [Result(python.tag, "–", _LEFT_OUT, Counts(skipped=1)) for python in pythons]


def _run(
    root: Path, jobs: Sequence[Job], missing: Sequence[Result], screen: Screen, seconds: Mapping[str, float]
) -> List[Result]:
    """Run ``jobs``, show what failed and the table, and return all results; none if this process was told to stop."""
    logs = root / "build" / "logs"
    try:
        with stopped_by_signals():
            results = run_jobs(jobs, _workers(), logs, screen, seconds)
    except KeyboardInterrupt:
        screen.line("stopped, with all that was running; the logs are in " + _relative(root, str(logs)))
        return []
    for result in results:
        if not result.passed and result.log is not None:
            place = _relative(root, str(result.log))
            screen.line("\n--- {} on {}: {}; {}".format(result.name, result.release, result.outcome, place))
            screen.line("\n".join(read_log(result.log)[-_TAIL:]))
    results += missing
    screen.line("\n" + summary(results))
    return results


def _status(results: Sequence[Result]) -> int:
    if not results:
        return STOPPED
    return 0 if all(result.passed or result.outcome == _LEFT_OUT for result in results) else 1


def _relative(root: Path, text: str) -> str:
    return text.replace(str(root) + os.sep, "")


def _remembered(memory: Path) -> Dict[str, float]:
    try:
        return {str(name): float(value) for name, value in json.loads(memory.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError):  # It only decides what starts first.
        return {}


def _workers() -> int:
    return os.cpu_count() or 1
