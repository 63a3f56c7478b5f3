"""The gate on statements that name a version of Python: each is bound to a claim, sourced, or read off an output.

What a version is, the list of Pythons says: ``3.`` and a number, if all its Pythons are Python 3. It is looked for in
all that a reader reads, headings, cells, captions, code and index entries too. The numbers of pages are exempt where
they are in a link to the page, and so is the list of sources.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Sequence, Tuple

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.claimed_versions import Version, begins, ends, versions_allowed
from bookcheck.pages.claims import CLAIM_ROLES, Claim, read_claim
from bookcheck.pages.page import PREREQUISITES, Page, Said, is_sentence
from bookcheck.pages.statements import ABOUT, SOURCE, SOURCES, Mark, Statement, plain_parts, split, statements
from bookcheck.pythons.python import Python
from bookcheck.recordings.groups import output_groups

_POINTS = re.compile(r"\b(?:outputs?|prints?|printed)\b")
_JOINED = re.compile(r"(?:python|py|cp|python-|cpython-)(\d)(\d{1,2})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    """Versions that a sentence names: ``words``, as it names them, and where they begin in it.

    ``first`` is said to begin something if ``begins`` is true, and ``last`` to end something if ``ends`` is;
    of a version that is merely named neither is true, and ``first`` and ``last`` are that version.
    """

    words: str
    first: Version
    last: Version
    begins: bool
    ends: bool
    at: int = 0


@dataclass(frozen=True)
class Run:
    """Neighboring versions, ``first`` to ``last``, on which something is proved to be otherwise than beside them."""

    first: Version
    last: Version


def check_versions(project: Book) -> Iterator[BookError]:
    """Yield an error for each statement of the book that names a version and proves nothing about it."""
    titles = page_titles(project)
    for page in project.pages:
        said = list(statements(page, titles))
        for statement in said:
            unproved = _unproved(project, page, statement, said)
            if unproved:
                yield BookError(
                    "a sentence names {} without a proof".format(" and ".join(unproved)),
                    path=page.path,
                    line=statement.line,
                    expected="beside each version a claim that begins or ends there, or a source (a PEP, What's New,\n"
                    "python.org, a file of CPython); or above it an output that the clause points at and that\n"
                    "changes there; in a heading, a claim below it",
                    found=statement.shown,
                    fix="bind it with {since}`…`, {until}`…` or {during}`…`, name its source, or name no version",
                )
        yield from _front_matter(project, page, titles)
    yield from _declarations(project)


def page_titles(project: Book) -> List[str]:
    """Return the titles of the book's pages."""
    return [heading.text for page in project.pages for heading in page.headings[:1]]


def version_sentences(project: Book) -> Iterator[Tuple[Page, Statement, List[Mention]]]:
    """Yield each statement of the book that names a version, with what it names; lists of sources are left out."""
    titles = page_titles(project)
    for page in project.pages:
        for statement in statements(page, titles):
            named = named_in(statement, project.pythons)
            if named and statement.heading != SOURCES:
                yield page, statement, named


def named_in(statement: Statement, pythons: Sequence[Python]) -> List[Mention]:
    """Return what ``statement`` names of versions; a name such as ``cpython-314`` in code is left out."""
    return [
        mention
        for mention in mentions(statement.text, pythons)
        if not (_JOINED.fullmatch(mention.words) and statement.is_code(mention.at))
    ]


def mentions(text: str, pythons: Sequence[Python]) -> Iterator[Mention]:
    """Yield what ``text`` names of versions such as the list of Pythons holds.

    A range that is the whole list is left out: it says what the book is about.
    """
    majors = "|".join(sorted({str(python.version[0]) for python in pythons}))
    one = r"(?:{})(?:\s*[.·]\s*\d+)+(?:(?:t|\+jit)(?!\w))?".format(majors)
    pattern = r"(?<!\d)(?<!\d\.)({0})(?:\s?(?:–|-|to)\s?(?:C?Python\s?)?({0}))?(?!\d)".format(one)
    bases = bases_of(pythons)
    for match in re.finditer(pattern, text):
        first, last = _version(match[1]), _version(match[2] or match[1])
        if (first, last) == (bases[0], bases[-1]):
            continue
        before, after = text[: match.start()], text[match.end() :]
        whole = match[2] is not None
        is_begun, is_ended = whole or begins(before, after), whole or ends(before, after)
        yield Mention(match.group(), first, last, is_begun, is_ended, match.start())
    for match in _JOINED.finditer(text):
        if match[1] in majors.split("|"):
            version = (int(match[1]), int(match[2]))
            yield Mention(match.group(), version, version, False, False, match.start())


def _version(words: str) -> Version:
    return tuple(int(number) for number in re.findall(r"\d+", words))


def bases_of(pythons: Sequence[Python]) -> List[Version]:
    """Return the versions of the list of Pythons, each once."""
    return [python.version for python in pythons if not python.is_variant]


def _unproved(project: Book, page: Page, statement: Statement, said: Sequence[Statement]) -> List[str]:
    """Return the words of what ``statement``, one of those ``said`` in the page, names and does not prove."""
    named = [] if statement.heading == SOURCES else named_in(statement, project.pythons)
    bases = bases_of(project.pythons)
    covered: Dict[Tuple[Mark, ...], List[Mention]] = {}
    for mention in reversed(named):
        covered.setdefault(statement.carriers(mention.at), []).append(mention)
    unproved = []
    for marks, members in covered.items():
        for number, mention in enumerate(members):
            # A mark carries its own clause, and as many versions before it as there are marks.
            near = bool(marks) and (number < len(marks) or _same_clause(statement, mention, marks[0]))
            start, end = statement.clause(mention.at)
            points = statement.block or _POINTS.search(statement.text[start:end])
            printed = list(_printed(project, page, statement)) if points else []
            claims = list(_claimed(project, page, statement, marks if near else ()))
            claims += _claimed_elsewhere(project, page, statement, said)
            sourced = near and any(mark.kind in (SOURCE, ABOUT) for mark in marks)
            if not (
                sourced
                or _is_sourced_in_row(statement, said, mention)
                or is_proved(mention, printed, bases)
                or _is_claimed(mention, claims, bases)
            ):
                unproved.append(mention)
    return [mention.words for mention in named if mention in unproved]


def _same_clause(statement: Statement, mention: Mention, mark: Mark) -> bool:
    return statement.clause(mention.at) == statement.clause(mark.at)


def _claimed_elsewhere(project: Book, page: Page, statement: Statement, said: Sequence[Statement]) -> Iterator[Claim]:
    """Yield the claims for what cannot hold a mark: those below a heading, and those in the row of a first cell."""
    others: Sequence[Statement] = _rest_of_row(statement, said)
    if statement.what in ("heading", "index"):
        is_title = bool(page.headings) and statement.line == page.headings[0].line
        others = [other for other in said if is_title or other.section == statement.section]
    for other in others:
        yield from _claimed(project, page, other, other.marks)


def _is_sourced_in_row(statement: Statement, said: Sequence[Statement], mention: Mention) -> bool:
    """Whether ``statement`` is the first cell of a row that names a source with the version in its address."""
    number = re.compile(r"(?<![\d.]){}(?!\d)".format(re.escape(".".join(map(str, mention.first)))))
    marks = [mark for other in _rest_of_row(statement, said) for mark in other.marks]
    return any(mark.kind == SOURCE and number.search(mark.text) for mark in marks)


def _rest_of_row(statement: Statement, said: Sequence[Statement]) -> List[Statement]:
    """Return the other cells of the row of which ``statement`` is the first cell; none if it is not."""
    row = [other for other in said if other.what == statement.what == "cell" and other.line == statement.line]
    return row[1:] if row and row[0] is statement else []


def is_proved(mention: Mention, runs: Sequence[Run], bases: Sequence[Version]) -> bool:
    """Whether one of ``runs`` begins or ends where ``mention`` says; a range must be one of them."""
    if mention.begins and mention.ends:
        return Run(mention.first, mention.last) in runs
    edges = [(bases.index(run.first), bases.index(run.last) + 1) for run in runs]
    changes = {bases[edge] for pair in edges for edge in pair if 0 < edge < len(bases)}
    begins = mention.first in changes
    ends = any(bases[bases.index(change) - 1] == mention.last for change in changes)
    return (begins and not mention.ends) or (ends and not mention.begins)


def _is_claimed(mention: Mention, claims: Sequence[Claim], bases: Sequence[Version]) -> bool:
    """Whether one of ``claims`` lets a sentence say what ``mention`` says of a version; a range must be a claim's."""
    if mention.begins and mention.ends:
        return any(Run(mention.first, mention.last) in _runs(claim, bases) for claim in claims)
    return any(mention.first in versions_allowed(claim, mention.begins, mention.ends, bases) for claim in claims)


def _claimed(project: Book, page: Page, statement: Statement, marks: Sequence[Mark]) -> Iterator[Claim]:
    """Yield the claims among ``marks``."""
    for mark in marks:
        if mark.kind in CLAIM_ROLES:
            yield read_claim(mark.kind, mark.text, project.pythons, page.path, statement.line)


def _runs(claim: Claim, bases: Sequence[Version]) -> Iterator[Run]:
    """Yield the run of ``claim``, and what is before and after it: there the probe is false."""
    first, last = claim.first or bases[0], claim.last or bases[-1]
    yield Run(first, last)
    if first != bases[0]:
        yield Run(bases[0], bases[bases.index(first) - 1])
    if last != bases[-1]:
        yield Run(bases[bases.index(last) + 1], bases[-1])


def _printed(project: Book, page: Page, statement: Statement) -> Iterator[Run]:
    """Yield the runs of neighbours that printed the same, of each example above ``statement`` in its section."""
    bases = bases_of(project.pythons)
    for block in page.examples:
        is_pointed_at = statement.section < block.line <= statement.line and statement.block in (0, block.line)
        if is_pointed_at and block.argument in project.examples:
            example = project.examples[block.argument]
            # A Python that is kept and has not run the program may have printed the same as either neighbour.
            unknown = [python.version for python in project.unrecorded(example)]
            for group in output_groups(project, example):
                members = [version in group.versions or version in unknown for version in bases]
                for start in (n for n in range(len(bases)) if members[n] and not (n and members[n - 1])):
                    end = start
                    while end + 1 < len(bases) and members[end + 1]:
                        end += 1
                    if any(version in group.versions for version in bases[start : end + 1]):
                        yield Run(bases[start], bases[end])


def _front_matter(project: Book, page: Page, titles: Sequence[str]) -> Iterator[BookError]:
    """Yield an error for each value of the front matter that names a version; the titles of pages are exempt.

    Prerequisites that are titles are left to :mod:`bookcheck.pages.front_matter`, which knows every title.
    """
    for key, value in page.front_matter.items():
        if key == PREREQUISITES and not is_sentence(value.strip()):
            continue
        for title in sorted(titles, key=len, reverse=True):
            value = value.replace(title.replace("`", ""), "").replace(title, "")
        for mention in mentions(value, project.pythons):
            yield _unproved_elsewhere(mention, page.path, 1, "{}: {}".format(key, page.front_matter[key]))


def _declarations(project: Book) -> Iterator[BookError]:
    """Yield an error for each version in what an example or a package declares that its line does not prove."""
    for example in project.examples.values():
        for explanation in example.declaration.changed:
            version = Python(explanation.tag, "").version
            for mention, said in _plain(project, explanation.sentence, explanation.line):
                if (mention.first, mention.last) != (version, version):
                    yield _unproved_elsewhere(mention, example.path, explanation.line, said)
        for need in example.declaration.requires:
            for mention, said in _plain(project, need.reason, 1):
                if ".".join(map(str, mention.first)) not in str(need.spec):
                    yield _unproved_elsewhere(mention, example.path, None, said)
    for probe in project.probes.values():
        claims = [claim for claim in project.claims if claim.probe == probe.name]
        for mention, said in _plain(project, probe.sentence, probe.line):
            if not _is_claimed(mention, claims, bases_of(project.pythons)):
                yield _unproved_elsewhere(mention, probe.path, probe.line, said)


def _plain(project: Book, text: str, line: int) -> Iterator[Tuple[Mention, str]]:
    """Yield what a text without roles names of versions and no source carries, with the sentence."""
    for statement in split(Said("plain", line, plain_parts(text))):
        for mention in named_in(statement, project.pythons):
            if not statement.carriers(mention.at):
                yield mention, statement.shown


def _unproved_elsewhere(mention: Mention, path: Path, line: Optional[int], said: str) -> BookError:
    return BookError(
        "a sentence names {} without a proof".format(mention.words),
        path=path,
        line=line,
        expected="no version, the one that its line declares, or a source beside it (a PEP, a file of CPython)",
        found=said,
        fix="leave the version out: the page shows it beside the sentence; then: make check",
    )
