"""The anchors of headings are those that the built site has."""

import pytest

from bookcheck.pages.anchors import anchor, anchors
from tests.pages.reader_cases import parse


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The whole file comes first", "the-whole-file-comes-first"),
        ("3.1 From source file to running program", "from-source-file-to-running-program"),
        ('3.11 `__name__ == "__main__"`', "name-main"),
        ("3.8.1 sys.path", "sys-path"),
        ("`import *`", "import"),
        ("Where `60 * 60` went", "where-60-60-went"),
        ("A crêpe, *hot*", "a-crepe-hot"),
        ("The {term}`module <module>` as it is", "the-module-as-it-is"),
        ("See [the steps](08-import-system.md#the-steps) first", "see-the-steps-first"),
        ("3.0", ""),
    ],
)
def test_an_anchor_is_made_of_the_words_of_the_title(title: str, expected: str) -> None:
    assert anchor(title) == expected


def test_each_anchor_of_a_page_stands_once() -> None:
    assert anchors(parse("# One\n\n## Two\n\nText.\n\n## Two\n\n## 3\n")) == ("one", "two")
