"""The messages of the start page lead to where they are explained."""

import re
import sys

from bookcheck.pages.book import Book
from bookcheck.recordings.groups import output_groups
from tests.small_book import ROOT

_LINK = re.compile(r"^- \[`(?P<message>[^`]+)`\]\((?P<page>[^#)]+)#(?P<anchor>[^)]+)\)$", re.MULTILINE)


def test_each_message_is_written_by_a_program_in_the_section_that_it_leads_to() -> None:
    project = Book(ROOT)
    pages = {page.path.relative_to(project.docs).as_posix(): page for page in project.pages}
    links = list(_LINK.finditer((project.docs / "index.md").read_text(encoding="utf-8")))
    assert len(links) >= 8
    for link in links:
        page = pages[link["page"]]
        start = next(heading.line for heading in page.headings if heading.anchor == link["anchor"])
        end = next((heading.line for heading in page.headings if heading.line > start), sys.maxsize)
        programs = [project.examples[block.argument] for block in page.examples if start < block.line < end]
        groups = [group for program in programs for group in output_groups(project, program)]
        written = [step.output for group in groups for step in group.outcome.steps]
        assert any(link["message"] in output for output in written), link["message"]
