"""The docstrings of examples, as the plain text that they are: a reader sees them in the program, not set in type."""

import re
from collections.abc import Iterator

from docutils import nodes
from docutils.parsers import Parser as DocutilsParser

_CODE = re.compile(r"(`+)(.+?)\1")


class Parser(DocutilsParser):
    """Makes paragraphs of text, with code in backquotes as code, and blocks of ``>>>``."""

    supported = ("plain",)

    def parse(self, inputstring: str, document: nodes.document) -> None:
        """Add what ``inputstring`` says to ``document``."""
        for block in re.split(r"\n\s*\n", inputstring.strip()):
            if block.startswith(">>>"):
                document += nodes.doctest_block(block, block)
            else:
                document += nodes.paragraph("", "", *inline(block))


def inline(text: str) -> Iterator[nodes.Node]:
    """Yield ``text`` as text and code."""
    done = 0
    for match in _CODE.finditer(text):
        yield nodes.Text(text[done : match.start()])
        yield nodes.literal("", match[2])
        done = match.end()
    yield nodes.Text(text[done:])
