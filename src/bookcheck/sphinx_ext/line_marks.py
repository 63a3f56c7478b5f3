"""Source to output in HTML: lines that are about one another carry the same ``data-line``.

What is linked is a line of code or a row of a table. A script needs no more: what a line is about was found when the
page was made, and what belongs together on a page is in figures of one ``data-program``.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.programs.examples import Example
from bookcheck.recordings.groups import Group
from bookcheck.recordings.linked_lines import Place, output_places, program_places
from bookcheck.sphinx_ext.nodes import can_fold

LINES = "lines"
"""The attribute of a block of code with the ``data-line`` of each of its lines, and of a row with its own."""

_PRE = re.compile(r"(?P<before>.*?<pre[^>]*>(?:<span></span>)?)(?P<code>.*)(?P<after></pre>.*)", re.DOTALL)
# Pygments ends what it opens in a line in that line, but for the mark of a line that is emphasized.
_LINE = re.compile(r".*\n(?:</span>)?")


class Links:
    """What the lines of an example, and of what it wrote, are about; nothing where it declares no positions.

    ``outputs`` has, by the text of an output, the ``data-line`` of each of its lines.
    """

    def __init__(self, project: Book, example: Example, groups: Sequence[Group]) -> None:
        self.example = example
        self.places: frozenset[Place] = frozenset()
        self.outputs: dict[str, list[str]] = {}
        with suppress(BookError):  # the gate reports it
            self.places = program_places(project, example, [group.outcome for group in groups])
            for step in (step for group in groups for step in group.outcome.steps):
                self.outputs[step.output] = [self._words(places) for places in output_places(example, step.output)]

    def source(self, file: str, first: int, last: int) -> list[str]:
        """Return the ``data-line`` of the lines ``first`` to ``last`` of a file; one that nothing is about has none."""
        places = (Place(file, number) for number in range(first, last + 1))
        return [self._words([place] if place in self.places else []) for place in places]

    def _words(self, places: Iterable[Place]) -> str:
        return " ".join(str(line) if file == self.example.main else f"{file}:{line}" for file, line in places)


def mark_lines(html: str, lines: Sequence[str]) -> str:
    """Return a highlighted block with an element around the lines that are about the same, one below the other."""
    match = _PRE.fullmatch(html)
    assert match is not None, "Sphinx writes code in one <pre>"
    code_lines = _LINE.findall(match["code"])
    assert "".join(code_lines) == match["code"], "each line ends in the block"
    marks = [*lines, *[""] * (len(code_lines) - len(lines))]
    parts = [match["before"]]
    for mark, group in groupby(zip(marks, code_lines, strict=True), key=lambda pair: pair[0]):
        text = "".join(line for _, line in group)
        parts.append(f'<span data-line="{mark}">{text}</span>' if mark else text)
    return "".join([*parts, match["after"]])


def _visit_literal_block(translator: HTML5Translator, node: nodes.literal_block) -> None:
    try:
        HTML5Translator.visit_literal_block(translator, node)
    except nodes.SkipNode:
        if any(node.get(LINES, ())) and can_fold(translator.builder):
            translator.body[-1] = mark_lines(translator.body[-1], node[LINES])
        raise


def _visit_row(translator: HTML5Translator, node: nodes.row) -> None:
    HTML5Translator.visit_row(translator, node)
    if node.get(LINES) and can_fold(translator.builder):
        translator.body[-1] = translator.body[-1].replace("<tr", f'<tr data-line="{node[LINES]}"', 1)


def setup_linking(app: Sphinx) -> None:
    """Register how HTML writes a block of code and a row whose lines are linked."""
    app.add_node(nodes.literal_block, override=True, html=(_visit_literal_block, HTML5Translator.depart_literal_block))
    app.add_node(nodes.row, override=True, html=(_visit_row, HTML5Translator.depart_row))
