"""The gate on universal sentences: one that says *every* or *never* is carried by a mark, or says where it holds.

A page whose front matter has ``universal: unchecked`` is left out; the list of these pages only shrinks.
"""

import re
from pathlib import Path
from typing import Iterator, List, Sequence, Tuple

from bookcheck.errors import BookError, near
from bookcheck.pages.book import Book
from bookcheck.pages.page import Page, Said
from bookcheck.pages.statements import (
    ABOUT,
    DEFINES,
    SHOWN,
    SILENT_ROLES,
    SOURCES,
    Mark,
    Statement,
    plain_parts,
    split,
    statements,
)

UNCHECKED = "unchecked"
"""The value of ``universal:`` in the front matter of a page that is yet to be rewritten."""

ABOUT_BOOK = "book"
"""What ``{about}`` must say: the sentence is about this book."""

CARRIED_BY = """\
{law}`PACKAGE.LAW`, or a claim: {since}, {until} or {during}
a link to its source, or the source's name: a PEP, What's New, a page of python.org, a file of CPython
{shown}`PACKAGE/EXAMPLE`, an example of this page whose output shows it
{defines}`TERM`, if the sentence says what TERM means
{about}`book`, if the sentence is about this book"""

_WORDS = re.compile(
    r"(?<![\w-])(?:every(?:thing|one|body|where)?|all|only|never|always|none|no\s+one|no(?:thing|body|where)|alone|"
    r"any|whichever)(?![\w-])",
    re.IGNORECASE,
)
_IDIOMS = re.compile(
    r"""\b(?:at|after|above|first\ of|once\ and\ for|let|if)\s+(?:all|alone|any)\b
      | \ball\s+(?:along|right|in\s+all|the\s+same)\b
      | \bnot\s+(?:all|alone|always|every|only)\b
      | \bany\s+more\b
      | \b(?:many|most|some)\s+if\s+not\s+all\b""",
    re.IGNORECASE | re.VERBOSE,
)
_IMPERATIVE = re.compile(
    r"""\s*(?:[-*]\s+)?(?:(?:so|then|now|therefore|but|and)\s+)?(?:(?:always|never|only|please|do\s+not|don't)\s+)?
    (?:add|avoid|ask|begin|call|change|check|choose|close|compare|copy|count|delete|do|draw|follow|give|go|keep|leave|
    list|look|make|measure|move|open|pass|predict|prefer|press|print|put|read|record|remove|rename|replace|run|save|
    say|start|stop|take|test|try|turn|use|wait|write)\s+\w""",
    re.IGNORECASE | re.VERBOSE,
)


def check_universal(project: Book) -> Iterator[BookError]:
    """Yield an error for each universal sentence that nothing carries, and for each mark that means nothing."""
    titles = [heading.text for page in project.pages for heading in page.headings[:1]]
    for page in project.pages:
        if page.front_matter.get("universal", UNCHECKED) != UNCHECKED:
            yield BookError(
                "the front matter has an unknown value of universal",
                path=page.path,
                line=1,
                expected="universal: {}, or no such line".format(UNCHECKED),
                found="universal: {}".format(page.front_matter["universal"]),
                fix="remove the line; then, to list the sentences that nothing carries: make check",
            )
        for statement in statements(page, titles):
            yield from _wrong_marks(page, statement)
            if is_checked(page):
                yield from _uncarried(page, statement)
    yield from _explanations(project)


def is_checked(page: Page) -> bool:
    """Whether the universal sentences of ``page`` are checked."""
    return "universal" not in page.front_matter


def uncarried(statement: Statement) -> List[str]:
    """Return the universal words of ``statement`` that no mark covers."""
    return [word for word, position in universal_words(statement) if not statement.carriers(position)]


def nothing_carries(words: Sequence[str], path: Path, line: int, shown: str, by: str = CARRIED_BY) -> BookError:
    """Return the error for a sentence with universal ``words``; ``by`` says what could carry it."""
    return BookError(
        "a sentence says {}, and nothing carries it".format(" and ".join("“{}”".format(word) for word in words)),
        path=path,
        line=line,
        expected="beside the words one of\n" + by,
        found=shown,
        fix="add the mark that is true, or rewrite the sentence to say where it holds; then: make check",
    )


def _explanations(project: Book) -> Iterator[BookError]:
    """Yield an error for each sentence of ``# book: changed`` that nothing carries, if a checked page shows it."""
    checked = {block.argument for page in project.pages if is_checked(page) for block in page.examples}
    for name, example in project.examples.items():
        for explanation in example.declaration.changed if name in checked else ():
            for statement in split(Said("changed", explanation.line, plain_parts(explanation.sentence))):
                words = uncarried(statement)
                if words:
                    by = "a source by its name: a PEP, What's New, a file of CPython"
                    yield nothing_carries(words, example.path, explanation.line, statement.shown, by)


def universal_words(statement: Statement) -> List[Tuple[str, int]]:
    """Return the universal words of ``statement`` and where they are; idioms, questions and advice have none.

    Advice is what an imperative says up to the end of its first clause.
    """
    text = statement.text
    for start, end in statement.code:
        text = text[:start] + "\0" * (end - start) + text[end:]
    if text.rstrip(' "”)*_\0').endswith("?"):
        return []
    text = _IDIOMS.sub(lambda match: "\0" * len(match.group()), text)
    advice = statement.clause(0)[1] if _IMPERATIVE.match(text) else 0
    return [(match.group(), match.start()) for match in _WORDS.finditer(text) if match.start() >= advice]


def _uncarried(page: Page, statement: Statement) -> Iterator[BookError]:
    if statement.what in ("heading", "index") or statement.heading == SOURCES:
        return
    words = uncarried(statement)
    if words:
        yield nothing_carries(words, page.path, statement.line, statement.shown)


def _wrong_marks(page: Page, statement: Statement) -> Iterator[BookError]:
    """Yield an error for each silent mark that names nothing that is there."""
    examples = [block.argument for block in page.examples]
    for mark in statement.marks:
        expected = _expected(mark, statement, examples)
        if mark.kind in SILENT_ROLES and expected:
            yield BookError(
                "the mark {{{}}} names {}".format(mark.kind, mark.text),
                path=page.path,
                line=statement.line,
                expected=expected,
                found=statement.shown,
                fix="correct the mark, or remove it",
            )


def _expected(mark: Mark, statement: Statement, examples: List[str]) -> str:
    """Return what ``mark`` must name, or "" if it does."""
    if mark.kind == SHOWN and mark.text not in examples:
        return "an example that this page shows" + near(mark.text, examples)
    if mark.kind == DEFINES and not re.search(r"(?<!\w)" + re.escape(mark.text), statement.text, re.IGNORECASE):
        return "a term that the sentence has in it"
    if mark.kind == ABOUT and mark.text != ABOUT_BOOK:
        return "{about}`book`"
    return ""
