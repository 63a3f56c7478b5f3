"""Nothing of the author's draft is lost: ``draft_coverage.tsv`` says of each of its points where in the book it is."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from bookcheck.pages.page_reader import read_page
from tests.small_book import ROOT

LIST = Path(__file__).with_name("draft_coverage.tsv")
DOCS = ROOT / "docs"
CHAPTER = "03-core-execution-model"

FLOOR = {"kept": 198, "corrected": 115, "added": 36}
"""How many points the list has of each kind, at least. A point may turn from kept to corrected, never vanish."""

SECTIONS = (
    ["header", "3.0", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8", "3.8.1", "3.8.2"]
    + ["3.{}".format(number) for number in range(9, 21)]
    + ["footer", "omitted"]
)
"""The sections of the draft, in its order; then what the draft omits and the book adds."""

PLACE = re.compile(r"([\w./-]+\.md)#([a-z][a-z0-9-]*)")


class Point(NamedTuple):
    """One line of the list."""

    line: int
    section: str
    point: str
    status: str
    reason: str
    where: str

    @property
    def places(self) -> list[str]:
        """The places where the book has it, each ``FILE.md#anchor`` below ``docs/``."""
        return self.where.split(" ")

    @property
    def mistake(self) -> str:
        """What is wrong with the line itself, or ""."""
        if self.section not in SECTIONS or not self.point or self.status not in FLOOR:
            return "no section of the draft, no point, or no status"
        if (self.section == "omitted") != (self.status == "added"):
            return "what the draft omits is added, and nothing else is"
        if (self.status == "corrected") != (self.reason != "-") or not self.reason:
            return "a correction has a reason, and nothing else has one"
        if not all(PLACE.fullmatch(place) for place in self.places):
            return "no places, each FILE.md#anchor"
        return ""


def points(text: str) -> tuple[Point, ...]:
    """Return the points that the list ``text`` holds; its first line names the columns."""
    names, *rows = (line.split("\t") for line in text.splitlines())
    assert tuple(names) == Point._fields[1:]
    return tuple(Point(number, *(row + [""] * 5)[:5]) for number, row in enumerate(rows, 2))


def mistakes(found: tuple[Point, ...], docs: Path) -> list[str]:
    """Return a sentence for each line that is malformed or names a place that the book lacks."""
    known: dict[str, tuple[str, ...]] = {}
    wrong = []
    for point in found:
        name = "{}:{}: {}".format(LIST.name, point.line, point.point)
        if point.mistake:
            wrong.append("{}: {}".format(name, point.mistake))
            continue
        for place in point.places:
            page, _, anchor = place.partition("#")
            if page not in known:
                path = docs / page
                headings = read_page(path).headings if path.is_file() else ()
                known[page] = tuple(heading.anchor for heading in headings)
            if anchor not in known[page]:
                fix = "one of {}".format(", ".join(known[page])) if known[page] else "a page that exists"
                wrong.append("{}: no {}; expected {}".format(name, place, fix))
    return wrong


@pytest.fixture(scope="module")
def listed() -> tuple[Point, ...]:
    return points(LIST.read_text(encoding="utf-8"))


def test_each_point_of_the_draft_has_a_place_that_exists(listed: tuple[Point, ...]) -> None:
    assert mistakes(listed, DOCS) == []


def test_no_point_of_the_draft_is_lost(listed: tuple[Point, ...]) -> None:
    counts = {status: sum(point.status == status for point in listed) for status in FLOOR}
    assert counts["kept"] + counts["corrected"] >= FLOOR["kept"] + FLOOR["corrected"]
    assert counts["added"] >= FLOOR["added"]
    assert len({(point.section, point.point) for point in listed}) == len(listed)


def test_the_points_stand_in_the_order_of_the_draft(listed: tuple[Point, ...]) -> None:
    assert list(dict.fromkeys(point.section for point in listed)) == SECTIONS


def test_each_page_of_the_chapter_keeps_something_of_the_draft(listed: tuple[Point, ...]) -> None:
    kept = {place.partition("#")[0] for point in listed for place in point.places}
    pages = [page.relative_to(DOCS).as_posix() for page in sorted(DOCS.glob(CHAPTER + "/*.md"))]
    assert [page for page in pages if page not in kept] == []


@pytest.mark.parametrize(
    "line",
    [
        "3.2\ta point\tkept\t-\tpage.md#no-such-heading",
        "3.2\ta point\tkept\t-\tno-such-page.md#two-words",
        "3.2\ta point\tkept\t-\tpage.md",
        "3.2\ta point\tkept\ta reason\tpage.md#two-words",
        "3.2\ta point\tcorrected\t-\tpage.md#two-words",
        "3.2\ta point\tadded\t-\tpage.md#two-words",
        "3.2\ta point\tdropped\t-\tpage.md#two-words",
        "9.9\ta point\tkept\t-\tpage.md#two-words",
        "3.2\t\tkept\t-\tpage.md#two-words",
        "3.2\ta point",
    ],
)
def test_a_line_that_is_wrong_is_found(line: str, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("# Two words\n", encoding="utf-8")
    right = "3.2\ta point\tkept\t-\tpage.md#two-words"
    text = "\t".join(Point._fields[1:]) + "\n{}\n{}\n"
    assert len(mistakes(points(text.format(right, line)), tmp_path)) == 1
    assert mistakes(points(text.format(right, right)), tmp_path) == []
