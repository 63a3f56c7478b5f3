"""Damage to what pages say of chapters: one that exists is not planned."""

from tests.gates.damage import VALUES, Damage, Row, both, put, write
from tests.small_book import edit

START = "docs/03-basics/start.md"
HERE = both(
    write(START, "# Start\n"),
    lambda book: edit(book.docs / "index.md", "programs\n", "programs\n03-basics/start\n"),
)


def said(sentence: str) -> Damage:
    """Give the small book a chapter 3, and say ``sentence`` in line 11 of the page of values."""
    return both(HERE, put(sentence))


WORDS = "chapter 3 is there, and a page calls it planned"
# fmt: off
ROWS: tuple[Row, ...] = (
    Row("a chapter that exists and is called planned", said("More is in chapter 3 (planned)."), VALUES + ":11", WORDS),
    Row("one of two planned chapters exists", said("Chapters 3 and 12 (planned) say more."), VALUES + ":11", WORDS),
    Row("a planned chapter with its title", said("Chapter 3, *Basics* (planned), says more."), VALUES + ":11", WORDS),
    Row("a list of planned chapters", said("Chapters 1, 2, and 3 of the book (planned) say more."), VALUES + ":11",
        WORDS),
    Row("a planned chapter in a table", said("| chapter | about |\n|---|---|\n| chapter 3 (planned) | basics |"),
        VALUES + ":13", WORDS),
    Row("a planned chapter over two lines", said("More is in chapter 3\n(planned)."), VALUES + ":11", WORDS),
)
# fmt: on
