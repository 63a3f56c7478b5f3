"""What the gates and the site cost on this machine, as ratios, which hold on others too: ``make bench``.

The unit of the engine's figures is a bare start of the Python that runs the examples, that of the site's is a build
from nothing. All are CPU time, the least of several runs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Callable, List, Tuple

from bookcheck.consistency import check_book
from bookcheck.pages.book import Book
from bookcheck.recordings.comparison import check_program
from bookcheck.recordings.recorder import make_runner

ROOT = Path(__file__).resolve().parent.parent
BOOK = ("conf", "diagrams", "docs", "recordings", "src", "pyproject.toml", "pythons.txt")
Row = Tuple[str, float, float, str]


def cpu_seconds(action: Callable[[], object], runs: int) -> float:
    """Return the CPU time that ``action`` takes at best, with that of the processes it waits for."""

    def spent() -> float:
        times = os.times()
        return times.user + times.system + times.children_user + times.children_system

    took = []
    for _ in range(runs):
        before = spent()
        action()
        took.append(spent() - before)
    return min(took)


def engine_rows(project: Book) -> List[Row]:
    """Measure the engine with the examples that run on the running Python."""
    runner = make_runner(project)
    examples = [example for example in project.examples.values() if not example.declaration.unmet(runner.python)]
    commands = sum(len(example.declaration.commands) for example in examples)

    def starts() -> None:
        for _ in range(commands):
            subprocess.check_call([str(runner.interpreter), "-c", "pass"])

    def check_all() -> None:
        for example in examples:
            check_program(project, example, runner)

    def read_and_compare() -> None:
        errors = check_book(Book(project.root))
        assert not errors, errors[0]

    def call_list() -> None:
        subprocess.check_call([sys.executable, "-m", "bookcheck", "list"], cwd=str(ROOT), stdout=subprocess.DEVNULL)

    start = cpu_seconds(starts, 3) / commands
    measured = [
        ("a start of Python {}".format(runner.python.tag), start),
        ("one command of an example, run and compared", cpu_seconds(check_all, 3) / commands),
        ("the book, {} programs, read and compared".format(len(project.programs)), cpu_seconds(read_and_compare, 3)),
        ("python -m bookcheck list", cpu_seconds(call_list, 3)),
    ]
    return [(what, seconds, seconds / start, "starts of Python") for what, seconds in measured]


def site_rows(project: Book) -> List[Row]:
    """Measure builds of the site, in a copy of the book so that a page can be edited."""
    with tempfile.TemporaryDirectory(prefix="bench-", dir=str(project.build)) as name:
        copy = Path(name)
        for part in BOOK:
            source = ROOT / part
            if source.is_dir():
                made = shutil.ignore_patterns("apidocs", "what-changed", "__pycache__")
                shutil.copytree(source, copy / part, ignore=made)
            elif source.exists():
                shutil.copy(source, copy / part)

        def build() -> None:
            words = ["-m", "sphinx", "-q", "-c", "conf", "-W", "-n", "-d", "build/doctrees", "docs", "build/html"]
            environ = dict(os.environ, PYTHONPATH=str(copy / "src"))
            subprocess.check_call([sys.executable, *words], cwd=str(copy), env=environ)

        def edit_and_build() -> None:
            page = Book(copy).pages[-1].path
            with page.open("a", encoding="utf-8") as stream:
                stream.write("\nOne more line, written at {}.\n".format(time.monotonic_ns()))
            build()

        cold = cpu_seconds(build, 1)
        measured = [
            ("the site, from nothing", cold),
            ("the site, one page edited", cpu_seconds(edit_and_build, 2)),
            ("the site, nothing changed", cpu_seconds(build, 2)),
        ]
    return [(what, seconds, seconds / cold, "of a build from nothing") for what, seconds in measured]


def main() -> None:
    """Print the table."""
    project = Book(ROOT)
    for what, seconds, ratio, unit in engine_rows(project) + site_rows(project):
        print("{:<52} {:>9.1f} ms  {:>7.2f} {}".format(what, seconds * 1000, ratio, unit))


if __name__ == "__main__":
    main()
