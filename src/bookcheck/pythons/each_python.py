"""Commands that go to more than one Python and end with one table: ``test``, and any other command of the engine."""

import os
import subprocess
from pathlib import Path
from typing import Callable, Dict, List, Sequence

from bookcheck.errors import BookError
from bookcheck.files import check_writable
from bookcheck.pythons import results
from bookcheck.pythons.environments import nox_environment
from bookcheck.pythons.interpreters import Interpreter, clean_environ, locate
from bookcheck.pythons.processes import Command, Ended, run_all, run_one, stopped_by_signals
from bookcheck.pythons.python import Python
from bookcheck.pythons.results import Result

SITE_SESSIONS = ("site", "reading", "published", "render", "gates", "pages", "repository", "lint")
"""The sessions of ``noxfile.py`` that run on the site's Python only; it says there what each does."""

STOPPED = 130
"""The exit status of a run that a signal stopped."""

_NOX_GRACE = 10.0
"""Seconds that nox has to stop its sessions, each of which has to stop what it runs."""


def test(root: Path, names: Sequence[str], left_out: Sequence[Python], arguments: Sequence[str]) -> int:
    """Run the sessions ``names`` of ``noxfile.py``, as many at a time as there are CPUs, and print the table.

    Return the exit status. ``arguments`` go to pytest. The session that took longest the last time starts first.
    Those of ``left_out`` are not run, and have a row that says so.
    """
    check_writable(root / "build")
    logs = root / "build" / "logs"
    environment = nox_environment(root)
    last = {name: results.load(name, logs) for name in names}
    # The first time, those of the site start first: the browser's takes as long as several Pythons.
    usual = {name: float("inf") if name in SITE_SESSIONS else 100.0 for name in names}
    seconds = {name: result.wall if result else usual[name] for name, result in last.items()}
    for name, result in last.items():
        if result:
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
    kept = [Result(python.tag, "–", results.KEPT_OUT, skipped=1) for python in left_out]
    print("\n" + results.table([*rows, *kept]), flush=True)
    return 0 if all(row.good for row in rows) else 1


def _stopped(logs: Path) -> int:
    print("stopped, with all that was running; the logs are in {}".format(logs), flush=True)
    return STOPPED


def _workers() -> int:
    return os.cpu_count() or 1
