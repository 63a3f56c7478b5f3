"""The picture that goes with links to the book is made of its title and of its first diagram as they are now."""

import struct
from dataclasses import replace
from pathlib import Path

import pytest

from bookcheck.browser import find_browser
from bookcheck.diagrams.diagram import find_diagrams
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from conf.signed_picture import Card, check_picture, keep_up_to_date, read_words, sign
from conf.social_card import HEIGHT, WIDTH, find_card, take_picture

FIX = "make diagrams"


@pytest.fixture(scope="module")
def card(root: Path) -> Card:
    """What the picture is made of now."""
    return find_card(Book(root))


@pytest.fixture(scope="module")
def kept(root: Path) -> Path:
    """The picture that the site shows."""
    return root / "conf" / "social-card.png"


def size(picture: bytes) -> tuple[int, int]:
    width, height = struct.unpack_from(">II", picture, 16)
    return width, height


def test_the_picture_is_up_to_date(kept: Path, card: Card) -> None:
    check_picture(kept, card, FIX)


def test_it_is_as_large_as_a_card_and_light(kept: Path) -> None:
    picture = kept.read_bytes()
    assert size(picture) == (WIDTH, HEIGHT) == (1200, 630)
    assert len(picture) < 100_000


def test_it_says_in_words_what_it_shows(root: Path, kept: Path, card: Card) -> None:
    diagram = next(find_diagrams(Book(root).pages))
    words = read_words(kept.read_bytes())["Description"]
    assert words == card.alternative
    assert words.startswith("How CPython runs your program: ")
    assert words.endswith(f"Beside it a diagram: {diagram.title}.")


@pytest.mark.parametrize("part", ["page", "alternative"])
def test_a_change_of_what_it_is_made_of_is_noticed(kept: Path, card: Card, part: str) -> None:
    changed = replace(card, **{part: getattr(card, part) + " "})
    with pytest.raises(BookError, match="out of date") as caught:
        check_picture(kept, changed, FIX)
    assert (caught.value.path, caught.value.fix) == (kept, FIX)
    assert caught.value.found == card.digest


def test_a_picture_that_is_missing_is_noticed(tmp_path: Path, card: Card) -> None:
    with pytest.raises(BookError, match="out of date"):
        check_picture(tmp_path / "none.png", card, FIX)


def test_it_can_be_drawn_again(tmp_path: Path, card: Card) -> None:
    path = tmp_path / "card.png"
    path.write_bytes(sign(take_picture(card.page, find_browser()), card))
    check_picture(path, card, FIX)
    assert size(path.read_bytes()) == (WIDTH, HEIGHT)


def test_it_is_drawn_again_only_if_something_changed(
    kept: Path, card: Card, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "card.png"
    path.write_bytes(kept.read_bytes())
    assert keep_up_to_date(path, lambda: card, lambda changed: b"") == 0
    assert (capsys.readouterr().out, path.read_bytes()) == ("", kept.read_bytes())
    changed = replace(card, alternative="Another title.")
    assert keep_up_to_date(path, lambda: changed, lambda changed: kept.read_bytes()[:33]) == 0  # to the end of IHDR
    assert capsys.readouterr().out == "took card.png\n"
    check_picture(path, changed, FIX)


def test_a_browser_that_takes_no_picture_is_named_with_its_fix(card: Card) -> None:
    with pytest.raises(BookError, match="took no picture") as caught:
        take_picture(card.page, "false")
    assert caught.value.fix == "set CHROMIUM to another one"
