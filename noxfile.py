"""The test matrix: a session for each Python of ``pythons.txt``, and those of the Python that builds the site.

``make test`` runs it and ends with one table. ``uvx nox --list`` lists the sessions, ``uvx nox -s 3.12 -- -k WORD``
runs one; what follows ``--`` goes to pytest. With ``V=3.13.0`` there is a session for that exact release.
Each leaves its log, its JUnit report and its result in ``build/logs``.
"""

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import nox

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "src"))

from bookcheck.errors import BookError  # noqa: E402
from bookcheck.files import locked  # noqa: E402
from bookcheck.publishing.repository import Repository  # noqa: E402
from bookcheck.pythons import results  # noqa: E402
from bookcheck.pythons.each_python import SITE_SESSIONS, shown_release  # noqa: E402
from bookcheck.pythons.environments import matrix_environment, tool_environment  # noqa: E402
from bookcheck.pythons.interpreters import Interpreter, clean_environ, locate  # noqa: E402
from bookcheck.pythons.processes import Command, Ended, raise_on_signals, run_one  # noqa: E402
from bookcheck.pythons.python import Python, find_release, load_pythons  # noqa: E402
from bookcheck.settings import read_settings  # noqa: E402

LOGS = ROOT / "build" / "logs"
LIST = ROOT / read_settings(ROOT).pythons
LISTED = load_pythons(LIST)
BOOK = ("src", "docs", "tests/book", "tests/examples")
"""The folders of the tests that prove the book: all that runs with the JIT, which changes nothing else."""

READING = (
    "tests/browser/test_anchors.py",
    "tests/browser/test_diagram_contrast.py",
    "tests/browser/test_every_page.py",
    "tests/browser/test_find.py",
    "tests/browser/test_markup.py",
)

OF_SITE: dict[str, tuple[str, str | None, Sequence[str]]] = {
    "site": (
        "build the site, and use its parts in real browsers",
        "html",
        ["tests/browser", *("--ignore=" + path for path in READING)],
    ),
    "reading": ("build the site, and read each of its pages in a real browser", "html", READING),
    "published": ("build the site; EPUB, PDF, Read the Docs, the same bytes each time", "html", ["tests/published"]),
    "render": ("what Sphinx makes of a book", None, ["tests/site"]),
    "gates": ("damage the book on purpose, and see each gate notice it", None, ["tests/gates"]),
    "pages": ("the pages as they are written", None, ["tests/pages"]),
    "repository": ("the files around the book", None, ["tests/repository"]),
    "lint": ("style, types, imports", "lint", []),
}
"""What each session on the Python of the site does, its target of make, and its tests for pytest.

The tests in a browser take longest, so two sessions share them. A new file of them is run by ``site``.
"""

Plan = tuple[Interpreter, str, list[tuple[list[str], bool]]]
"""An interpreter, the release to show, and commands to run, each with whether pytest runs and writes a report."""

raise_on_signals()  # else a session that nox tells to stop leaves behind what it runs
nox.options.default_venv_backend = "none"  # bookcheck.pythons.environments has uv make them, as it does for make
nox.options.sessions = [python.tag for python in LISTED if not python.kept] + list(SITE_SESSIONS)


def pytest_words(session: nox.Session, python: Path, paths: Sequence[str]) -> list[str]:
    """Return the command that gives pytest ``paths``, or the paths that the session was given instead."""
    given = any((ROOT / word.partition("::")[0]).exists() for word in session.posargs if not word.startswith("-"))
    options = ["-q", "--color=no", f"--junit-xml={LOGS / session.name}.xml"]
    return [str(python), "-m", "pytest", *options, *([] if given else paths), *session.posargs]


def run(session: nox.Session, plan: Callable[[nox.Session], Plan]) -> None:
    """Run the commands of the plan until one fails; keep what came of them."""
    log, report = LOGS / f"{session.name}.txt", LOGS / f"{session.name}.xml"
    log.unlink(missing_ok=True)
    report.unlink(missing_ok=True)
    try:
        interpreter, release, commands = plan(session)
    except BookError as error:
        results.save(results.missing(session.name), LOGS)
        print(str(error).replace(f"{ROOT}{os.sep}", ""), flush=True)
        session.error("the Python or its environment is missing; see above")
    result = results.Result(session.name, release)
    for words, reports in commands:
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


def on_python(session: nox.Session, python: Python) -> Plan:
    """Return the plan for the tests on ``python``; one that is kept as recorded is only checked."""
    if python.kept:
        interpreter = locate(ROOT, python)
        check = [str(interpreter.path), "-m", "bookcheck", "check"]
        return interpreter, shown_release(python, interpreter), [(check, False)]
    made = matrix_environment(ROOT, python)
    words = pytest_words(session, made.python, list(BOOK) if python.jit else [])
    return made.interpreter, shown_release(python, made.interpreter), [(words, True)]


def on_site_python(session: nox.Session) -> Plan:
    """Return the plan for a session on the Python of the site. Those that look at this repository need git."""
    _, target, paths = OF_SITE[session.name]
    if session.name in ("site", "published", "gates", "repository"):
        Repository(ROOT)
    made = tool_environment(ROOT, "gates")
    make = [(["make", "--no-print-directory", target], False)] if target else []
    tests = [(pytest_words(session, made.python, paths), True)] if paths else []
    return made.interpreter, made.interpreter.release, make + tests


def add(name: str, doc: str, tag: str, plan: Callable[[nox.Session], Plan]) -> None:
    """Add the session ``name``."""

    def session(session: nox.Session) -> None:
        run(session, plan)

    session.__doc__ = doc
    nox.session(name=name, allow_parallel=True, tags=[tag])(session)


named = [name for name in os.environ.get("V", "").split() if name.count(".") == 2]
for name in dict.fromkeys([*(python.tag for python in LISTED), *named]):
    python = find_release(LISTED, name, LIST)
    add(name, f"the tests on Python {python.title}, {python.release}", "pythons", partial(on_python, python=python))
for name in SITE_SESSIONS:
    add(name, OF_SITE[name][0], "site", on_site_python)
