"""Each gate fails where it must: ``build/damage.md`` says what each gate said of each kind of damage."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from sybil import Document
from sybil.example import SybilFailure

from bookcheck.consistency import check_book
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome, Runner
from bookcheck.programs.surroundings import SEED, USUAL, Surroundings
from bookcheck.recordings.recorder import record
from bookcheck.sybil_plugin import BookParser
from tests.gates.damage import ALWAYS, ELSEWHERE, ITEMS, RECORD, SPHINX, STATIC, THERE, Row, relative
from tests.gates.damage_table import ROWS
from tests.small_book import ROOT, edit, outcome_on, run_pytest

GATES = {
    STATIC: "`bookcheck check`",
    ITEMS: "pytest",
    THERE: "pytest on the Python concerned",
    RECORD: "`make record`",
    SPHINX: "`sphinx -W`",
}
CASES = [(row, gate) for row in ROWS for gate in GATES if gate in ALWAYS or gate in row.fails]
FAILING = [(row, gate) for row, gate in CASES if gate in row.fails]
PASSING = [(row, gate) for row, gate in CASES if gate not in row.fails]


def names(cases: list[tuple[Row, str]]) -> list[str]:
    return [f"{row.name}: {gate}" for row, gate in cases]


@dataclass(frozen=True)
class Seen:
    """What a gate said of one damaged book; nothing if it passed."""

    row: Row
    gate: str
    said: tuple[str, ...]


@pytest.fixture(scope="module")
def seen() -> Iterator[list[Seen]]:
    """What was seen, to be written down in the end."""
    found: list[Seen] = []
    yield found
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "damage.md").write_text(as_table(found), encoding="utf-8")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, small_book: Book) -> Book:
    """The small book with what Sphinx needs."""
    root = tmp_path_factory.mktemp("whole") / "book"
    shutil.copytree(small_book.root, root, symlinks=True)
    (root / "conf.py").write_text(
        'extensions = ["myst_parser", "bookcheck.sphinx_ext", "bookcheck.sphinx_ext.mermaid_directive"]\n'
        'myst_enable_extensions = ["colon_fence"]\n',
        encoding="utf-8",
    )
    (root / "docs" / "claims.md").write_text("# Claims\n\n```{claims}\n```\n", encoding="utf-8")
    edit(root / "docs" / "index.md", "programs\n", "programs\nclaims\n")
    return Book(root)


@pytest.fixture
def copy(whole: Book, tmp_path: Path) -> Book:
    """A copy of the whole book, for one test to damage."""
    root = tmp_path / "book"
    shutil.copytree(whole.root, root, symlinks=True)
    return Book(root)


class There(Runner):
    """A runner of a Python that is not here: a program does what the small book says of that one."""

    def __init__(self, here: Runner) -> None:
        super().__init__(here.interpreter, ELSEWHERE)
        self.here = here

    def run(self, example: Example, surroundings: Surroundings = USUAL) -> Outcome:
        """Run ``example`` here and return what it would have done there."""
        return outcome_on(ELSEWHERE, example, self.here.run(example, surroundings))

    def observe(self, example: Example, surroundings: Surroundings = USUAL) -> list[tuple[str, int]]:
        """Return what an excluded example does there: its syntax is newer."""
        return [("SyntaxError: invalid syntax\n", 1)]


@pytest.fixture(scope="module", autouse=True)
def once() -> Iterator[None]:
    """Have each program run once: most damage leaves most programs as they are."""
    run = Runner.run
    outcomes: dict[tuple[str, str, Surroundings], Outcome] = {}

    def remember(runner: Runner, example: Example, surroundings: Surroundings = USUAL) -> Outcome:
        if surroundings == USUAL:  # it runs again to see whether chance is in it
            return run(runner, example, surroundings)
        key = (example.name, example.digest, surroundings)
        if key not in outcomes:
            outcomes[key] = run(runner, example, surroundings)
        return outcomes[key]

    with mock.patch.object(Runner, "run", remember), mock.patch.dict(os.environ, {SEED: "9"}):
        yield


def static(book: Book, _runner: Runner, _row: Row | None) -> list[str]:
    return [str(error) for error in check_book(book)]


def items(book: Book, _runner: Runner, row: Row | None) -> list[str]:
    if row is None or row.real:
        status, _, text = run_pytest(book)
        return [text] if status else []
    return evaluate(book, BookParser(book))


def items_there(book: Book, runner: Runner, _row: Row | None) -> list[str]:
    parser = BookParser(book)
    parser._runner = There(runner)
    release = ELSEWHERE.release
    with (
        mock.patch("bookcheck.recordings.comparison.running_release", return_value=release),
        mock.patch("bookcheck.sybil_plugin.running_release", return_value=release),
    ):
        return evaluate(book, parser)


def evaluate(book: Book, parser: BookParser) -> list[str]:
    """Do what pytest does with the pages, in this process."""
    said = []
    for path in sorted(book.docs.rglob("*.md")):
        try:
            examples = list(Document.parse(str(path), parser).examples())
        except (BookError, UnicodeDecodeError) as error:  # pytest reports an error while it collects the page
            said.append(f"{path}: {error}")
            continue
        for example in examples:
            try:
                example.evaluate()
            except SybilFailure as failure:
                said.append(str(failure))
    return said


def recording(book: Book, runner: Runner, _row: Row | None) -> list[str]:
    said = []
    for program in book.programs.values():
        try:
            if record(book, program, runner) and _row is None:
                said.append(f"{program.name} changed")
        except BookError as error:
            said.append(str(error))
    return said


def rendering(book: Book, _runner: Runner, _row: Row | None) -> list[str]:
    pytest.importorskip("sphinx", reason="the gate on what is rendered needs the Python that builds the site")
    from tests.site.rendering import build

    found = build(book, "dummy")
    warnings = re.split(r"(?m)^(?=\S.*: (?:WARNING|ERROR|CRITICAL): )", found.warnings)
    assert bool(found.status) == bool(found.warnings), found.warnings
    return [warning for warning in warnings if warning]


ASK: dict[str, Any] = {STATIC: static, ITEMS: items, THERE: items_there, RECORD: recording, SPHINX: rendering}


def ask(gate: str, book: Book, runner: Runner, row: Row | None) -> tuple[str, ...]:
    """Return what the gate says of the book, its folder taken out of the paths."""
    return tuple(relative(text, book.root) for text in ASK[gate](Book(book.root), runner, row))


def after(row: Row, gate: str, book: Book, runner: Runner) -> tuple[str, ...]:
    """Damage the book, and return what the gate says of it."""
    with contextlib.ExitStack() as lasting:
        done = row.damage(book)
        for each in done if isinstance(done, list) else [done]:
            if isinstance(each, contextlib.AbstractContextManager):
                lasting.enter_context(each)
        return ask(gate, book, runner, row)


@pytest.mark.parametrize(("row", "gate"), FAILING, ids=names(FAILING))
def test_the_gate_fails_and_says_where_and_why(
    copy: Book, runner: Runner, seen: list[Seen], row: Row, gate: str
) -> None:
    said = after(row, gate, copy, runner)
    seen.append(Seen(row, gate, said))
    where, words = row.says.get(gate, (row.where, row.words))
    assert any(where in message and words in message for message in said), "\n".join(said)


@pytest.mark.parametrize(("row", "gate"), PASSING, ids=names(PASSING))
def test_the_gate_passes_because_another_is_there_for_it(
    copy: Book, runner: Runner, seen: list[Seen], row: Row, gate: str
) -> None:
    said = after(row, gate, copy, runner)
    seen.append(Seen(row, gate, said))
    assert said == ()


@pytest.mark.parametrize("gate", GATES)
def test_the_book_that_nobody_damaged_passes(copy: Book, runner: Runner, gate: str) -> None:
    assert ask(gate, copy, runner, None) == ()


def test_no_kind_of_damage_was_lost_and_none_is_in_the_table_twice() -> None:
    assert len(ROWS) >= 150
    assert len({row.name for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_damage_fails_a_gate(row: Row) -> None:
    assert row.fails


def as_table(found: list[Seen]) -> str:
    """Return what was seen as a table in Markdown."""
    lines = [
        "# Deliberate damage, and which gate failed",
        "",
        "Measured by `tests/gates/test_damage.py` on a small book that passes every gate.",
        "● failed, with a message that names the file and the mistake; ○ passed; blank: not asked.",
        f"The Python concerned, where it is not the running one, is {ELSEWHERE.tag}, which the small book makes up.",
        "",
        "| | damage | " + " | ".join(GATES.values()) + " | message |",
        "|---|---|" + ":-:|" * len(GATES) + "---|",
    ]
    rows: dict[Row, dict[str, tuple[str, ...]]] = {}
    for each in found:
        rows.setdefault(each.row, {})[each.gate] = each.said
    for number, row in enumerate((row for row in ROWS if row in rows), 1):
        said = rows[row]
        cells = ["" if gate not in said else "●" if said[gate] else "○" for gate in GATES]
        # Where a gate has words of its own, they are the ones that say what was done.
        gate, (_, words) = next(iter(row.says.items()), (row.fails[0], (row.where, row.words)))
        line = next((line for text in said.get(gate, ()) for line in text.split("\n") if words in line), "")
        lines.append(
            f"| {number} | {row.name} | " + " | ".join(cells) + f" | {line.strip().replace('|', chr(92) + '|')} |"
        )
    return "\n".join(lines) + "\n"
