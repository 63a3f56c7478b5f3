"""Page 3.1 carries one program through every stage: the examples that hold it must hold the same one."""

import re

from bookcheck.pages.book import Book
from tests.small_book import ROOT

_SOURCE = re.compile(r'^SOURCE = """\\\n(.*?)^"""$', re.MULTILINE | re.DOTALL)


def test_the_program_of_the_page_is_the_same_at_every_stage() -> None:
    examples = [example for name, example in Book(ROOT).examples.items() if name.startswith("pipeline/")]
    found = [source for example in examples for source in _SOURCE.findall(example.files[example.main].text)]
    assert len(found) == 6
    assert len(set(found)) == 1
