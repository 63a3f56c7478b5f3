"""The book itself, on this Python: its recordings are whole, and nothing of its pages was lost on the way to a test."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Tuple

import pytest
from sybil import Document

from bookcheck.consistency import check_without_pages
from bookcheck.pages.book import CHANGED, GENERATED, Book
from bookcheck.sybil_plugin import BookParser
from tests.small_book import ROOT

FLOOR = {"examples": 290, "runs": 270, "claims": 305, "diagrams": 22, "laws": 80}
"""What the chapter holds: a book with less has lost some, however well the rest agrees. Raise it as the book grows."""

FENCE = re.compile(r"^[ >\-*\d.]*(?:`{3,}|~{3,}|:{3,})\{example\}", re.MULTILINE)
CLAIM = re.compile(r"\{(?:since|until|during)\}`")
DIAGRAM = re.compile(r"^`{3,}\{mermaid\}", re.MULTILINE)
LAW = re.compile(r"\{law\}`")
TRACE = re.compile(r"^`{3,}\{trace\}", re.MULTILINE)
PROVED = (FENCE, CLAIM, LAW, TRACE)
"""All that becomes a test, as it begins in a page."""


@pytest.fixture(scope="module")
def project() -> Book:
    return Book(ROOT)


def pages(project: Book) -> Dict[Path, str]:
    """Read every page in the plainest way there is."""
    found = {}
    for path in sorted(project.docs.glob("**/*.md")):
        if path.relative_to(project.docs).parts[0] not in (GENERATED, CHANGED):
            found[path] = path.read_text(encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def items(project: Book) -> Dict[Path, List[str]]:
    """What the gate makes of each page: the name of the directive or role for each test."""
    parser = BookParser(project)
    return {
        path: [getattr(region.parsed, "name", "") for region in parser(Document(text, str(path)))]
        for path, text in pages(project).items()
    }


def test_nothing_in_the_recordings_is_wrong_and_every_claim_is_true(project: Book) -> None:
    assert [str(error) for error in check_without_pages(project)] == []


@pytest.mark.parametrize(
    ("names", "pattern", "floor"),
    [
        (("example",), FENCE, FLOOR["examples"]),
        (("since", "until", "during"), CLAIM, FLOOR["claims"]),
        (("law",), LAW, 1),
        (("trace",), TRACE, 1),
    ],
)
def test_all_that_a_page_has_to_prove_is_made_a_test(
    project: Book, items: Dict[Path, List[str]], names: Tuple[str, ...], pattern: "re.Pattern[str]", floor: int
) -> None:
    total = 0
    for path, text in pages(project).items():
        naive = len(pattern.findall(text))
        assert naive == sum(map(items[path].count, names)), path
        total += naive
    assert total >= floor


def test_every_claim_is_known_without_reading_a_page(project: Book) -> None:
    assert len(project.claims) == sum(len(CLAIM.findall(text)) for text in pages(project).values())


def test_there_are_as_many_laws_as_the_book_promises(project: Book) -> None:
    assert len(project.laws) >= FLOOR["laws"]


def test_pytest_collects_every_example_and_every_claim(project: Book, request: pytest.FixtureRequest) -> None:
    expected = {}
    for path, text in pages(project).items():
        expected[path] = sum(len(pattern.findall(text)) for pattern in PROVED)
    collected = dict.fromkeys(expected, 0)
    names = [item.nodeid for item in request.session.items]
    if not any(name.startswith("docs/") for name in names):  # these tests were asked for without the pages
        command = [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-o", "addopts=", "docs"]
        done = subprocess.run(command, cwd=str(ROOT), stdout=subprocess.PIPE, encoding="utf-8")
        assert done.returncode == 0, done.stdout
        for line in done.stdout.splitlines():
            name, _, count = line.rpartition(": ")
            if count.isdigit():
                names += [name + "::"] * int(count)
    for name in names:
        path = ROOT / name.partition("::")[0]
        if path in collected:
            collected[path] += 1
    assert collected == expected


def test_every_program_is_a_file_and_every_file_a_program(project: Book) -> None:
    paths = [path for path in project.examples_root.glob("*/*") if path.name[0] not in "._"]
    found = ["{}/{}".format(path.parent.name, path.stem) for path in paths if path.name not in ("claims.py", "laws.py")]
    assert sorted(project.examples) == sorted(found)
    assert len(found) >= FLOOR["examples"]


def test_every_example_is_proved_on_every_python_that_it_runs_on(project: Book) -> None:
    for program in project.programs.values():
        owed = [python for python in project.applicable(program) if python not in project.unrecorded(program)]
        assert list(project.proved_on(program)) == owed != [], program.name


def test_every_python_runs_most_of_the_examples(project: Book) -> None:
    for python in project.pythons:
        runs = [example for example in project.examples.values() if python in project.applicable(example)]
        assert len(runs) >= FLOOR["runs"], python.tag
