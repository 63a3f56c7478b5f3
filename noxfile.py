"""The test matrix: a session for each Python of ``pythons.txt``, and those of the Python that builds the site.

``make test`` runs it and ends with one table. ``uvx nox --list`` lists the sessions, ``uvx nox -s 3.12 -- -k WORD``
runs one; what follows ``--`` goes to pytest. With ``V=3.13.0`` there is a session for that exact release.
Each session leaves its log, its JUnit report and its result in ``build/logs``.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import nox

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "src"))

from bookcheck.errors import BookError  # noqa: E402
from bookcheck.files import locked  # noqa: E402
from bookcheck.publishing.repository import Repository  # noqa: E402
from bookcheck.pythons import results  # noqa: E402
from bookcheck.pythons.each_python import SITE_SESSIONS, shown_release  # noqa: E402
from bookcheck.pythons.environments import exact_environment, matrix_environment, tool_environment  # noqa: E402
from bookcheck.pythons.interpreters import Interpreter, clean_environ, locate  # noqa: E402
from bookcheck.pythons.processes import Command, Ended, raise_on_signals, run_one  # noqa: E402
from bookcheck.pythons.python import Python, find_release, load_pythons  # noqa: E402
from bookcheck.settings import read_settings  # noqa: E402

LOGS = ROOT / "build" / "logs"
LIST = ROOT / read_settings(ROOT).pythons
LISTED = load_pythons(LIST)

BOOK = ("src", "docs", "tests/book", "tests/examples")
"""The folders of the tests that prove the book: all that runs with the JIT, which changes nothing else."""

OF_SITE = {
    "site": ("build the site, and read it in a real browser", ["tests/browser"]),
    "published": ("build the site; EPUB, PDF, Read the Docs, the same bytes every time", ["tests/published"]),
    "gates": ("damage the book on purpose, and see each gate notice it", ["tests/gates"]),
    "render": ("what Sphinx makes of a book", ["tests/site"]),
    "pages": ("the pages as they are written", ["tests/pages"]),
    "repository": ("the files around the book", ["tests/repository"]),
    "lint": ("style and types", None),
}
WITH_GIT = ("site", "published", "gates", "repository")

Steps = list[tuple[list[str], bool]]
"""Words to run, each with whether pytest runs and writes a report."""

raise_on_signals()  # else a session that nox tells to stop leaves behind what it runs
nox.options.default_venv_backend = "none"  # bookcheck.pythons.environments has uv make them, as it does for make
nox.options.sessions = [python.tag for python in LISTED if not python.kept] + list(SITE_SESSIONS)


def pytest_words(session: nox.Session, python: Path, paths: list[str]) -> list[str]:
    """Return the command that runs the tests in ``paths``, or in the paths that the session was given."""
    given = any((ROOT / word.partition("::")[0]).exists() for word in session.posargs if not word.startswith("-"))
    report = LOGS / f"{session.name}.xml"
    options = ["-q", "--color=no", f"--junit-xml={report}"]
    return [str(python), "-m", "pytest", *options, *([] if given else paths), *session.posargs]


def run(session: nox.Session, prepare: Callable[[], tuple[Interpreter, str, Steps]]) -> None:
    """Run the steps that ``prepare`` returns, with the release to show, until one fails; keep the result."""
    log, report = LOGS / f"{session.name}.txt", LOGS / f"{session.name}.xml"
    for path in (log, report):
        path.unlink(missing_ok=True)
    try:
        interpreter, release, steps = prepare()
    except BookError as error:
        results.save(results.missing(session.name), LOGS)
        print(str(error).replace(f"{ROOT}{os.sep}", ""), flush=True)
        session.error("the Python or its environment is missing; see above")
    result = results.Result(session.name, release)
    for words, reports in steps:
        command = Command(tuple(words), ROOT, clean_environ(interpreter.tag), log)
        ended = run_one(command) if reports else make_once(command)
        result = result.after(ended, report if reports else None)
        if not result.good:
            break
    results.save(result, LOGS)
    lines = results.tail(log)
    if not result.good:
        print(*lines, sep="\n", flush=True)
        session.error(f"{result.outcome} on {release}; build/logs/{log.name}")
    session.log(lines[-1].strip(" =") if lines else result.outcome)


def make_once(command: Command) -> Ended:
    """Run a command of make, one at a time, unless another session of this run has: two of them read the site."""
    made = LOGS / "made.txt"
    this = f"{command.words[-1]} in run {os.environ.get('TEST_RUN', os.getpid())}\n"
    with locked(LOGS):
        if made.exists() and made.read_text() == this:
            return Ended(results.PASSED, 0.0, 0.0)
        ended = run_one(command)
        if ended.outcome == results.PASSED and "html" in command.words:
            made.write_text(this)
        return ended


def add_python(name: str, python: Python) -> None:
    """Add the session ``name``: the tests on ``python``, or on its exact release if that is not the listed one."""

    def steps(session: nox.Session) -> tuple[Interpreter, str, Steps]:
        if python.kept:
            interpreter = locate(ROOT, python)
            words = [str(interpreter.path), "-m", "bookcheck", "check"]
            return interpreter, shown_release(python, interpreter), [(words, False)]
        made = (matrix_environment if python in LISTED else exact_environment)(ROOT, python)
        words = pytest_words(session, made.python, list(BOOK) if python.jit else [])
        return made.interpreter, shown_release(python, made.interpreter), [(words, True)]

    def tests(session: nox.Session) -> None:
        run(session, lambda: steps(session))

    tests.__doc__ = f"the tests on Python {python.release}" + (" with the JIT on" if python.jit else "")
    nox.session(name=name, allow_parallel=True, tags=["pythons"])(tests)


def add_site(name: str) -> None:
    """Add the session ``name`` of the Python that builds the site."""
    doc, paths = OF_SITE[name]

    def steps(session: nox.Session) -> tuple[Interpreter, str, Steps]:
        if name in WITH_GIT:
            Repository(ROOT)
        made = tool_environment(ROOT, "gates")
        target = {"site": "html", "published": "html", "lint": "lint"}.get(name)
        todo: Steps = [(["make", "--no-print-directory", target], False)] if target else []
        if paths:
            todo.append((pytest_words(session, made.python, paths), True))
        return made.interpreter, made.interpreter.release, todo

    def gate(session: nox.Session) -> None:
        run(session, lambda: steps(session))

    gate.__doc__ = doc
    nox.session(name=name, allow_parallel=True, tags=["site"])(gate)


for name in dict.fromkeys([*(python.tag for python in LISTED), *os.environ.get("V", "").split()]):
    if name not in SITE_SESSIONS:
        add_python(name, find_release(LISTED, name, LIST))
for name in SITE_SESSIONS:
    add_site(name)
