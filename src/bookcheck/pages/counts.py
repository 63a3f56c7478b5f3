"""How much there is of everything: in a page, and in the book."""

from dataclasses import dataclass
from typing import Dict

from bookcheck.pages.book import Book
from bookcheck.pages.claims import CLAIM_ROLES
from bookcheck.pages.named_laws import LAW_ROLE
from bookcheck.pages.page import MERMAID, Page
from bookcheck.recordings.matrix import EMPTY, OUTPUT, PENDING, matrix

SOLUTION = "Solution"
"""The first word of the title under which a page folds an example that solves one of its exercises."""

PROGRAMS = "examples"
OUTPUTS = "outputs recorded, one for each example or trace and Python"
CLAIMS = "claims in the text"
LAWS = "laws that are checked"


@dataclass(frozen=True)
class Counts:
    """What a page shows: examples, those with a question, those that solve an exercise, claims, laws, diagrams."""

    examples: int
    predicts: int
    solutions: int
    claims: int
    laws: int
    diagrams: int


def page_counts(page: Page) -> Counts:
    """Return what there is in ``page``."""
    return Counts(
        examples=len(page.examples),
        predicts=sum("predict" in block.options for block in page.examples),
        solutions=sum(block.options.get("fold", "").startswith(SOLUTION) for block in page.examples),
        claims=sum(role.name in CLAIM_ROLES for role in page.roles),
        laws=sum(role.name == LAW_ROLE for role in page.roles),
        diagrams=len(page.directives(MERMAID)),
    )


def book_counts(project: Book) -> Dict[str, int]:
    """Return what there is in the book, by what it is, in words."""
    cells = {name: list(row.values()) for name, row in matrix(project).items()}
    good = (OUTPUT, PENDING)
    failing = [
        name
        for name in project.examples
        if any(cell not in good and not cell.startswith(EMPTY) for cell in cells[name])
    ]
    recorded = [cell for row in cells.values() for cell in row if cell != PENDING and not cell.startswith(EMPTY)]
    pages = [page_counts(page) for page in project.pages]
    return {
        PROGRAMS: len(project.examples),
        "of them, those that must fail on some Python": len(failing),
        OUTPUTS: len(recorded),
        "traces": len(project.traces),
        CLAIMS: sum(page.claims for page in pages),
        "probes that the claims are bound to": len(project.probes),
        "sentences in the text that are laws": sum(page.laws for page in pages),
        LAWS: len(project.laws),
        "questions before an output": sum(page.predicts for page in pages),
        "worked solutions": sum(page.solutions for page in pages),
        "diagrams": sum(page.diagrams for page in pages),
    }


def proof_counts(project: Book) -> Dict[str, int]:
    """Return the few of :func:`book_counts` that say how much supports the book, and the Pythons, in short words."""
    counts = book_counts(project)
    return {
        "programs": counts[PROGRAMS],
        "outputs": counts[OUTPUTS],
        "Pythons": len(project.pythons),
        "claims about versions": counts[CLAIMS],
        "laws": counts[LAWS],
    }
