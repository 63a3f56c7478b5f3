"""The picture in the README shows what the start page says now."""

from dataclasses import replace
from pathlib import Path

import pytest

from bookcheck.errors import BookError
from conf.readme_picture import PICTURE, find_words, take
from conf.signed_picture import check_picture, sign
from tests.browser.conftest import Site

FIX = "make picture"


def test_it_shows_the_start_page_as_it_is(site: Site) -> None:
    check_picture(PICTURE, find_words(site.folder), FIX)


def test_a_change_of_what_the_page_says_is_noticed(site: Site) -> None:
    words = find_words(site.folder)
    changed = replace(words, page=words.page.replace("comma", "colon"))
    with pytest.raises(BookError, match="out of date") as caught:
        check_picture(PICTURE, changed, FIX)
    assert (caught.value.path, caught.value.fix) == (PICTURE, FIX)


def test_a_picture_that_is_missing_is_noticed(site: Site, tmp_path: Path) -> None:
    with pytest.raises(BookError, match="out of date"):
        check_picture(tmp_path / "none.png", find_words(site.folder), FIX)


def test_it_can_be_taken_again(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "page.png"
    path.write_bytes(sign(take(site.folder), find_words(site.folder)))
    check_picture(path, find_words(site.folder), FIX)
    assert path.stat().st_size < 200_000
