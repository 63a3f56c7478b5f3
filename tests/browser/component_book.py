"""A book whose page ``components`` shows every component at once, with the configuration of the real book."""

from dataclasses import replace
from pathlib import Path

from bookcheck.diagrams.declared_names import write_name_list
from bookcheck.diagrams.diagram import KINDS, Diagram, find_diagrams
from bookcheck.pages.book import Book
from bookcheck.programs.runner import Runner
from tests.site.real_conf import configure
from tests.site.rendering import make_book, make_endings_differ
from tests.small_book import ROOT, edit, record_book, with_output, write_recording

PROGRAMS = {
    "count_apples": '''\
"""Count apples."""

print("apples:", 3)
print("A line that nobody would write by hand, for it goes on to the right until no screen has room for it", "." * 60)
''',
    "add_two": '''\
"""Add, and show how."""

import dis


def add(a, b):
    total = a + b  # book: emphasize
    return total


dis.dis(add)
add(2, 3)

# book: positions dis
# book: trace add
# book: changed 3.7: It has other instructions.
''',
}

OLD_INSTRUCTIONS = """\
  7           0 LOAD_FAST                0 (a)
              2 BINARY_ADD

  8           6 RETURN_VALUE
"""


def make_component_book(folder: Path, runner: Runner) -> Book:
    """Return the book, recorded, in ``folder``."""
    book = configure(make_book(folder, runner))
    for name, text in PROGRAMS.items():
        (book.examples_root / "basics" / (name + ".py")).write_text(text, encoding="utf-8")
    book.diagrams.mkdir()
    page = Path(__file__).with_name("components.md").read_text(encoding="utf-8")
    shown = "\n".join(show(diagram, book) for diagram in one_of_each_kind(Book(ROOT)))
    (book.docs / "components.md").write_text(page.replace("@DIAGRAMS@", shown), encoding="utf-8")
    edit(book.docs / "index.md", "shown\n", "shown\ncomponents\n")
    write_name_list(Book(book.root))
    book = Book(book.root)
    record_book(book, runner)
    make_endings_differ(book)
    make_instructions_differ(book)
    return Book(book.root)


def one_of_each_kind(real: Book) -> list[Diagram]:
    """Return the largest diagram of each kind that the real book has: its drawing is made already."""
    found = list(find_diagrams(real.pages))
    kinds = {kind: [each for each in found if each.source.startswith(kind)] for kind in KINDS}
    return [max(each, key=lambda diagram: len(diagram.source)) for each in kinds.values() if each]


def show(diagram: Diagram, book: Book) -> str:
    """Copy the drawing of ``diagram`` into ``book`` and return the block that shows it."""
    drawing = Book(ROOT).diagrams / diagram.file_name
    (book.diagrams / diagram.file_name).write_bytes(drawing.read_bytes())
    return f"```{{mermaid}}\n:caption: A drawing of `mermaid`\n\n{diagram.source}\n```\n"


def make_instructions_differ(book: Book) -> None:
    """Have the oldest Python compile add_two to other instructions."""
    recording = book.load_recording(book.programs["basics/add_two"])
    oldest = book.pythons[0]
    outcome = recording.look_up(oldest)
    assert outcome is not None
    outcomes = {python.tag: outcome for python in book.pythons}
    outcomes[oldest.tag] = with_output(outcome, OLD_INSTRUCTIONS)
    write_recording(book, replace(recording, outcomes=outcomes))
