"""What the gates and the site cost on this machine, as ratios, which hold on others too: ``make bench``.

The unit of the engine's figures is a bare start of the Python that runs the examples. That of the site's is what
Sphinx takes for the same pages with MyST, Furo and nothing of ours. All are CPU time, the least of several runs.
The last rows are the lines of the code that makes the book: how much there is to maintain.
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
PLAIN = ("-D", "extensions=myst_parser", "-D", "html_theme=furo")
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

        environ = dict(os.environ, PYTHONPATH=str(copy / "src"))

        def sphinx(*options: str) -> None:
            subprocess.check_call([sys.executable, "-m", "sphinx", *options], cwd=str(copy), env=environ)

        def build() -> None:
            sphinx("-q", "-c", "conf", "-W", "-n", "-d", "build/doctrees", "docs", "build/html")

        def build_without_ours() -> None:
            shutil.rmtree(copy / "build", ignore_errors=True)
            sphinx("-Q", "-C", *PLAIN, "-d", "build/plain-doctrees", "docs", "build/plain")

        def edit_and_build() -> None:
            page = Book(copy).pages[-1].path
            with page.open("a", encoding="utf-8") as stream:
                stream.write("\nOne more line, written at {}.\n".format(time.monotonic_ns()))
            build()

        unit = cpu_seconds(build_without_ours, 2)
        measured = [
            ("the same pages by Sphinx, MyST and Furo alone", unit),
            ("the site, from nothing", cpu_seconds(build, 1)),
            ("the site, one page edited", cpu_seconds(edit_and_build, 2)),
            ("the site, nothing changed", cpu_seconds(build, 2)),
        ]
    return [(what, seconds, seconds / unit, "of Sphinx alone") for what, seconds in measured]


def line_counts() -> List[Tuple[str, int]]:
    """Count the lines of each part of the engine, and of the configuration of the site."""
    engine, conf = ROOT / "src" / "bookcheck", ROOT / "conf"
    parts = {"src/bookcheck": list(engine.glob("*.py"))}
    parts.update((str(room.relative_to(ROOT)), list(room.rglob("*.py"))) for room in sorted(engine.glob("[a-z]*/")))
    parts["conf"] = [*conf.glob("*.py"), *conf.glob("scripts/*.js")]
    counts = [
        (name, sum(len(path.read_text(encoding="utf-8").splitlines()) for path in paths))
        for name, paths in parts.items()
    ]
    return [*counts, ("all of it", sum(count for _, count in counts))]


def main() -> None:
    """Print the table."""
    project = Book(ROOT)
    for what, seconds, ratio, unit in engine_rows(project) + site_rows(project):
        print("{:<52} {:>9.1f} ms  {:>7.2f} {}".format(what, seconds * 1000, ratio, unit))
    for name, count in line_counts():
        print("{:<52} {:>9,} lines".format(name, count))


if __name__ == "__main__":
    main()
