"""Commands that go to more than one Python and end with one table: ``test``, and any other command of the engine."""

import os
import subprocess
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from bookcheck.errors import BookError
from bookcheck.files import check_writable
from bookcheck.pythons import results
from bookcheck.pythons.environments import nox_environment
from bookcheck.pythons.interpreters import Interpreter, clean_environ, locate
from bookcheck.pythons.processes import Command, Ended, run_all, run_one, stopped_by_signals
from bookcheck.pythons.python import Python
from bookcheck.pythons.results import Result

_READING = (
    "tests/browser/test_anchors.py",
    "tests/browser/test_diagram_contrast.py",
    "tests/browser/test_every_page.py",
    "tests/browser/test_find.py",
    "tests/browser/test_markup.py",
)

SITE_SESSIONS: Dict[str, Tuple[str, Optional[str], Sequence[str]]] = {
    "site": (
        "build the site, and use its parts in real browsers",
        "html",
        ["tests/browser", *("--ignore=" + path for path in _READING)],
    ),
    "reading": ("build the site, and read each of its pages in a real browser", "html", _READING),
    "published": ("build the site; EPUB, PDF, Read the Docs, the same bytes each time", "html", ["tests/published"]),
    "render": ("what Sphinx makes of a book", None, ["tests/site"]),
    "gates": ("damage the book on purpose, and see each gate notice it", None, ["tests/gates"]),
    "pages": ("the pages as they are written", None, ["tests/pages"]),
    "repository": ("the files around the book", None, ["tests/repository"]),
    "lint": ("style, types, imports", "lint", []),
}
"""The sessions of ``noxfile.py`` on the site's Python: what each does, its target of make, and its tests for pytest.

The tests in a browser take longest, so two sessions share them. A new file of them is run by ``site``.
"""

STOPPED = 130
"""The exit status of a run that was told to stop."""

_NOX_GRACE = 10.0
"""Seconds that nox has to stop its sessions, each of which has to stop what it runs."""


def test(root: Path, names: Sequence[str], left_out: Sequence[Python], arguments: Sequence[str]) -> int:
    """Run the sessions ``names`` of ``noxfile.py``, as many at a time as there are CPUs; return the exit status.

    ``arguments`` go to pytest. What took longest the last time starts first. One table of all ends it, in which those
    of ``left_out`` have a row that says that they were not run.
    """
    check_writable(root / "build")
    logs = root / "build" / "logs"
    environment = nox_environment(root)
    last = {name: results.load(name, logs) for name in names}
    # The first time, those of the site start first: the browser's takes as long as several Pythons.
    usual = {name: float("inf") if name in SITE_SESSIONS else 100.0 for name in names}
    seconds = {name: result.wall if result else usual[name] for name, result in last.items()}
    for name in names:
        if (logs / (name + ".json")).exists():
            (logs / (name + ".json")).unlink()
    words = [str(environment.python), "-m", "nox", "--parallel", str(_workers()), "--sessions"]
    words += sorted(names, key=lambda name: -seconds[name])
    words += ["--", *arguments] if arguments else []
    environ = dict(clean_environ(environment.interpreter.tag), V=" ".join(names), TEST_RUN=str(os.getpid()))
    try:
        with stopped_by_signals():
            ended = run_one(Command(tuple(words), root, environ, time_limit=float("inf")), _NOX_GRACE)
    except KeyboardInterrupt:
        return _stopped(logs)
    done = {name: results.load(name, logs) for name in names}
    rows = [done[name] or Result(name, "–", "not run", failed=1) for name in names]
    return max(_show(rows, left_out), int(ended.outcome != results.PASSED))


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
    check_writable(root / "build")
    logs = root / "build" / "logs"
    rows: Dict[str, Result] = {}
    commands: Dict[str, Command] = {}
    for python in pythons:
        try:
            interpreter = find(root, python)
        except BookError as error:
            print(error)
            rows[python.tag] = results.missing(python.tag)
            continue
        rows[python.tag] = Result(python.tag, shown_release(python, interpreter))
        log = logs / (python.tag + ".txt")
        if log.exists():
            log.unlink()
        words = (str(interpreter.path), "-m", "bookcheck", *arguments)
        commands[python.tag] = Command(words, root, clean_environ(python.tag), log)

    def end(tag: str, ended: Ended) -> None:
        rows[tag] = rows[tag].after(ended)
        lines = results.tail(logs / (tag + ".txt"))
        print("{:<12} {}".format(tag, lines[-1] if lines else ended.outcome), flush=True)
        if not rows[tag].good:
            print("\n--- {}: {}; build/logs/{}.txt".format(tag, ended.outcome, tag), *lines, sep="\n", flush=True)

    try:
        with stopped_by_signals():
            run_all(commands, _workers(), end)
    except KeyboardInterrupt:
        return _stopped(logs)
    return _show(list(rows.values()), left_out)


def call(root: Path, python: Python, arguments: Sequence[str]) -> int:
    """Run ``python -m bookcheck ARGUMENTS`` on ``python`` with this process's own streams, return the exit status."""
    command = [str(locate(root, python).path), "-m", "bookcheck", *arguments]
    return subprocess.call(command, cwd=str(root), env=clean_environ(python.tag))


def shown_release(python: Python, interpreter: Interpreter) -> str:
    """Return what a table shows for ``interpreter``: its release, and which was asked for if that is another."""
    release = interpreter.release
    return release if release == python.release else "{}, not {}".format(release, python.release)


def _show(rows: List[Result], left_out: Sequence[Python]) -> int:
    print("\n" + results.table([*rows, *map(results.kept_out, left_out)]), flush=True)
    return 0 if all(row.good for row in rows) else 1


def _stopped(logs: Path) -> int:
    print("stopped, with all that was running; the logs are in {}".format(logs), flush=True)
    return STOPPED


def _workers() -> int:
    return os.cpu_count() or 1
