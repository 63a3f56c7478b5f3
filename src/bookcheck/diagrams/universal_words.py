"""The gate on universal sentences in diagrams: a comment in the diagram says what carries the words.

A line ``%% carried every jump:``, followed by a role such as ``{law}``, carries what a label or the description says of
"every jump".
"""

import re
from typing import Iterator, List, Tuple

from bookcheck.diagrams.declared_names import CARRIED, labels
from bookcheck.diagrams.diagram import Diagram, readable_diagrams
from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.page import Part, Said
from bookcheck.pages.statements import split
from bookcheck.pages.universal import CARRIED_BY, nothing_carries, uncarried

_MARK = re.compile(r"(\{\w+\})`([^`]+)`")


def check_described(project: Book) -> Iterator[BookError]:
    """Yield an error for each universal sentence in a diagram of a checked page that nothing carries."""
    for diagram in readable_diagrams(project.pages):
        yield from _check(diagram)


def _carried(diagram: Diagram) -> List[Tuple[int, str, Tuple[Part, ...]]]:
    """Return the line, the words and the marks of each comment ``%% carried``."""
    matches = ((number, CARRIED.match(line)) for number, line in enumerate(diagram.source.split("\n"), diagram.line))
    return [
        (number, match["words"].strip(), tuple(Part(text, role) for role, text in _MARK.findall(match["marks"])))
        for number, match in matches
        if match
    ]


def _check(diagram: Diagram) -> Iterator[BookError]:
    texts = labels(diagram)
    carried = _carried(diagram)
    for line, words, marks in carried:
        if not words or not marks or not any(words in text for text in texts):
            yield BookError(
                "a comment carries words that are not in the diagram",
                path=diagram.path,
                line=line,
                expected="%% carried WORDS: {law}`…`, with words of a label or of accDescr",
                found=words or "no words",
                fix="copy the words from the diagram",
            )
    for text in texts:
        parts = [Part(text)]
        for _, words, marks in carried:
            before, there, after = parts[-1].text.partition(words)
            if words and there:
                parts[-1:] = [Part(before + there), *marks, Part(after)]
        for statement in split(Said("diagram", diagram.line, tuple(parts))):
            uncovered = uncarried(statement)
            if uncovered:
                by = "%% carried WORDS: and one of\n" + CARRIED_BY
                yield nothing_carries(uncovered, diagram.path, diagram.line, statement.shown, by)
