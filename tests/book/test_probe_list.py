"""Each probe is compared with the sentences that claim it: ``probes.tsv`` says what it proves and where it is claimed.

Its columns are the probe, what someone who sees only the probe says that it proves, the pages that claim it, and the
verdict: ``as wide``, or what the page must change.
"""

import re
from pathlib import Path
from typing import Dict, List, NamedTuple, Set

import pytest

from bookcheck.pages.book import CHANGED, GENERATED, Book
from tests.small_book import ROOT

LIST = Path(__file__).with_name("probes.tsv")
CLAIM = re.compile(r"\{(?:since|until|during)\}`[^`<]*<(?P<probe>[\w.]+)>`")


class Row(NamedTuple):
    """One line of the list."""

    probe: str
    proves: str
    pages: str
    verdict: str


def rows() -> List[Row]:
    return [Row(*line.split("\t")) for line in LIST.read_text(encoding="utf-8").splitlines()[1:]]


@pytest.fixture(scope="module")
def project() -> Book:
    return Book(ROOT)


def pages_of_probes(project: Book) -> Dict[str, Set[str]]:
    """Return the names of the pages that claim each probe."""
    pages: Dict[str, Set[str]] = {}
    for path in project.docs.glob("**/*.md"):
        if path.relative_to(project.docs).parts[0] not in (GENERATED, CHANGED):
            for claim in CLAIM.finditer(path.read_text(encoding="utf-8")):
                pages.setdefault(claim["probe"], set()).add(path.stem)
    return pages


def test_the_list_has_each_probe_once_in_the_order_of_the_files(project: Book) -> None:
    assert [row.probe for row in rows()] == list(project.probes)


def test_the_list_names_the_pages_that_claim_a_probe(project: Book) -> None:
    pages = pages_of_probes(project)
    assert {row.probe: set(row.pages.split()) for row in rows()} == {name: pages[name] for name in project.probes}


def test_each_row_says_what_the_probe_proves_in_a_sentence() -> None:
    assert [row.probe for row in rows() if not row.proves.endswith(".")] == []


def test_each_verdict_is_as_wide_or_says_what_to_change() -> None:
    allowed = ("as wide", "shrink ", "source needed ", "widen ")
    assert [row.probe for row in rows() if not row.verdict.startswith(allowed)] == []
