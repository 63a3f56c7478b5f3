"""The front matter of a page, read by PyYAML: flat, and each value is a text."""

import pytest

from bookcheck.errors import BookError
from tests.pages.reader_cases import parse


def test_front_matter_is_read_as_text_by_yaml() -> None:
    page = (
        "---\n# a remark\nlevel: intermediate  # another\nrange: 3.8–3.15\n\nempty:\n"
        "title: \"A \\\"b\\\": c # d\"\nother: 'it''s'\nexamples: 7\n---\n"
    )
    expected = {
        "level": "intermediate",
        "range": "3.8–3.15",
        "empty": "",
        "title": 'A "b": c # d',
        "other": "it's",
        "examples": "7",
    }
    for text in (page, page.replace("\n", "\r\n"), "\ufeff" + page, page[:-1], page.replace("9---", "...")):
        assert parse(text).front_matter == expected


@pytest.mark.parametrize("page", ["", "\n", "text\n", "\n---\na: b\n---\n", " ---\na: b\n---\n", "--\na: b"])
def test_a_page_without_front_matter_says_nothing(page: str) -> None:
    assert parse(page).front_matter == {}


@pytest.mark.parametrize(
    "line",
    [
        "  a: b",
        "- a",
        "a: [b]",
        "a: {b: c}",
        "a: b: c",
        "a: b:",
        "a: - b",
        'a: "b" c',
        "a: *b",
        "a: @b",
        "a: `b`",
        "first: again",
        "\ta: b",
    ],
)
def test_front_matter_that_is_more_than_flat_is_an_error_with_its_line(line: str) -> None:
    with pytest.raises(BookError) as caught:
        parse(f"---\nfirst: 1\n{line}\nlast: 2\n---\n")
    assert caught.value.line == 3
    assert caught.value.found == line
    assert caught.value.expected
    assert caught.value.fix


@pytest.mark.parametrize(("line", "place"), [("a", 4), ("a: 'b", 4)])
def test_a_line_that_yaml_goes_on_with_is_reported_where_that_fails(line: str, place: int) -> None:
    with pytest.raises(BookError) as caught:
        parse(f"---\nfirst: 1\n{line}\nlast: 2\n---\n")
    assert caught.value.line == place


def test_front_matter_without_an_end_is_an_error() -> None:
    with pytest.raises(BookError) as caught:
        parse("---\na: b\n\ntext\n")
    assert caught.value.line == 1
