"""Pages: the order in which they are read."""

from bookcheck.pages.page import reading_order


def test_pages_are_read_in_the_order_of_their_sections() -> None:
    names = [
        "03-model/00-overview.md",
        "03-model/08-import-system.md",
        "03-model/08-1-sys-path.md",
        "03-model/08-2-sys-modules.md",
        "03-model/09-pycache.md",
        "03-model/10-modes.md",
        "04-data/00-overview.md",
        "appendices/d-pitfalls.md",
        "index.md",
    ]
    assert sorted(names, key=reading_order) == names
    assert sorted(names) != names, "the order of their letters would do"


def test_a_number_of_one_digit_comes_before_one_of_two() -> None:
    assert sorted(["10-modes", "9-pycache", "9-1-more"], key=reading_order) == ["9-pycache", "9-1-more", "10-modes"]
