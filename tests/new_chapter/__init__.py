"""Chapter 4 of two pages, which a test adds to a copy of this repository by the recipe "Start a chapter"."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from bookcheck.diagrams.diagram import find_diagrams, sign
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from bookcheck.pythons.python import Python
from bookcheck.recordings.recorder import record
from tests.drawn import stand_in
from tests.small_book import ROOT, edit, with_output, write_recording

HERE = Path(__file__).resolve().parent
PROGRAMS = ("asking_types/ask", "asking_types/claims", "calling_types/make", "calling_types/make.trace")
TERM = "type object\n    What `type()` returns for a value.\n\n"


def copy_repository(folder: Path) -> Path:
    """Copy into ``folder`` what git knows of this repository or would add; return ``folder``."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / "build").mkdir()
    (folder / "build" / "plain").symlink_to(ROOT / "build" / "plain", target_is_directory=True)
    return folder


def add_chapter(root: Path) -> Book:
    """Write the two pages, their programs, the term and the line of the contents; nothing is recorded or drawn."""
    for name in ("docs", "src"):
        shutil.copytree(HERE / name, root / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    edit(root / "docs" / "index.md", "appendices/d-pitfalls\n", "04-types/00-overview\nappendices/d-pitfalls\n")
    edit(root / "docs" / "glossary.md", "type stability\n", TERM + "type stability\n")
    return Book(root)


def draw_chapter(book: Book) -> Book:
    """Keep a drawing of its diagram, without Mermaid."""
    for diagram in find_diagrams(page for page in book.pages if page.path.parent.name == "04-types"):
        (book.diagrams / diagram.file_name).write_text(sign(stand_in(diagram), diagram), encoding="utf-8")
    return Book(book.root)


def record_chapter(book: Book, runner: Runner) -> Book:
    """Record its programs on the running Python, and as if on the others; only its probe has two answers."""
    return record_as_if(book, PROGRAMS, runner, lambda python: "type_parameters {}\n".format(python.version >= (3, 12)))


def record_as_if(book: Book, names: Sequence[str], runner: Runner, answers: Callable[[Python], str]) -> Book:
    """Record ``names`` on the running Python; on the others they do the same, and probes answer as ``answers`` says."""
    for name in names:
        program = book.programs[name]
        record(book, program, runner)
        recording = book.load_recording(program)
        outcome = recording.look_up(runner.python)
        assert outcome is not None
        for python in book.applicable(program):
            if python != runner.python:
                there = with_output(outcome, answers(python)) if name.endswith("/claims") else outcome
                recording = recording.with_outcome(python, python.release, there, book.applicable(program))
        write_recording(book, replace(recording, pending=()))
    return Book(book.root)
