"""The gate on sentences that name a version of Python: each is bound to a claim, sourced, or read off an output.

What a version is, the list of Pythons says: ``3.`` and a number, if all its Pythons are Python 3. It is looked for in
prose, captions and questions; not in headings, code, the numbers of pages, or the list of sources.
"""

import re
from dataclasses import dataclass
from typing import Iterator, List, Sequence, Tuple

from bookcheck.errors import BookError
from bookcheck.pages.book import Book
from bookcheck.pages.claimed_versions import Version, begins, ends, versions_allowed
from bookcheck.pages.claims import CLAIM_ROLES, Claim, read_claim
from bookcheck.pages.page import Page
from bookcheck.pages.sentences import Sentence, sentences
from bookcheck.pythons.python import Python
from bookcheck.recordings.groups import output_groups

SOURCES = "Sources"
"""The heading under which a page lists its sources."""

_SOURCE = re.compile(
    r"""What[’']s\ New | \bPEP\ \d+
      | https://(?:\w+\.)*python\.org/ | https://github\.com/python/
      | \b(?:Doc|Grammar|Include|InternalDocs|Lib|Misc|Modules|Objects|Parser|Programs|Python|Tools)/[\w./-]*\.\w+""",
    re.VERBOSE,
)
_POINTS = re.compile(r"\b(?:outputs?|prints?|printed)\b")


@dataclass(frozen=True)
class Mention:
    """Versions that a sentence names: ``words``, as it names them.

    ``first`` is said to begin something if ``begins`` is true, and ``last`` to end something if ``ends`` is;
    of a version that is merely named neither is true, and ``first`` and ``last`` are that version.
    """

    words: str
    first: Version
    last: Version
    begins: bool
    ends: bool


@dataclass(frozen=True)
class Run:
    """Neighboring versions, ``first`` to ``last``, on which something is proved to be otherwise than beside them."""

    first: Version
    last: Version


def check_versions(project: Book) -> Iterator[BookError]:
    """Yield an error for each sentence of the book that names a version and proves nothing about it."""
    for page, sentence, found in version_sentences(project):
        unproved = _unproved(project, page, sentence, found)
        if unproved:
            yield BookError(
                "a sentence names {} without a proof".format(" and ".join(unproved)),
                path=page.path,
                line=sentence.line,
                expected="in the sentence a claim whose range begins or ends there, or a source (a PEP, What's New,\n"
                "python.org, a file of CPython); or above it an output that it points at and that changes there",
                found=" ".join(sentence.text.split()),
                fix="bind it with {since}`…`, {until}`…` or {during}`…`, name its source, or name no version",
            )


def version_sentences(project: Book) -> Iterator[Tuple[Page, Sentence, List[Mention]]]:
    """Yield each sentence of the book that names a version, with what it names; lists of sources are left out."""
    titles = [heading.text for page in project.pages for heading in page.headings[:1]]
    for page in project.pages:
        for sentence in sentences(page, titles):
            found = list(mentions(sentence.plain, project.pythons))
            if found and sentence.heading != SOURCES:
                yield page, sentence, found


def mentions(text: str, pythons: Sequence[Python]) -> Iterator[Mention]:
    """Yield what ``text`` names of versions such as the list of Pythons holds.

    A range that is the whole list is left out: it says what the book is about.
    """
    majors = "|".join(sorted({str(python.version[0]) for python in pythons}))
    one = r"(?:{})(?:\.\d+)+(?:t|\+jit)?".format(majors)
    pattern = r"(?<![\w.])({0})(?:\s?(?:–|-|to)\s?(?:C?Python\s)?({0}))?(?!\w)".format(one)
    bases = bases_of(pythons)
    for match in re.finditer(pattern, text):
        first, last = _version(match[1]), _version(match[2] or match[1])
        if (first, last) == (bases[0], bases[-1]):
            continue
        before, after = text[: match.start()], text[match.end() :]
        whole = match[2] is not None
        yield Mention(match.group(), first, last, whole or begins(before, after), whole or ends(before, after))


def _version(words: str) -> Version:
    return tuple(int(number) for number in re.findall(r"\d+", words))


def bases_of(pythons: Sequence[Python]) -> List[Version]:
    """Return the versions of the list of Pythons, each once."""
    return [python.version for python in pythons if not python.is_variant]


def _unproved(project: Book, page: Page, sentence: Sentence, found: Sequence[Mention]) -> List[str]:
    """Return the words of what ``sentence`` names and does not prove."""
    if _SOURCE.search(sentence.text):
        return []
    claims = list(_claims(project, page, sentence))
    bases = bases_of(project.pythons)
    claimed = [run for claim in claims for run in _runs(claim, bases)]
    printed = list(_printed(project, page, sentence)) if _POINTS.search(sentence.plain) else []
    return [
        mention.words
        for mention in found
        if not is_proved(mention, printed, bases)
        and not (mention.begins and mention.ends and Run(mention.first, mention.last) in claimed)
        and not any(mention.first in versions_allowed(claim, mention.begins, mention.ends, bases) for claim in claims)
    ]


def is_proved(mention: Mention, runs: Sequence[Run], bases: Sequence[Version]) -> bool:
    """Whether one of ``runs`` begins or ends where ``mention`` says; a range must be one of them."""
    if mention.begins and mention.ends:
        return Run(mention.first, mention.last) in runs
    edges = [(bases.index(run.first), bases.index(run.last) + 1) for run in runs]
    changes = {bases[edge] for pair in edges for edge in pair if 0 < edge < len(bases)}
    begins = mention.first in changes
    ends = any(bases[bases.index(change) - 1] == mention.last for change in changes)
    return (begins and not mention.ends) or (ends and not mention.begins)


def _claims(project: Book, page: Page, sentence: Sentence) -> Iterator[Claim]:
    """Yield the claims in ``sentence``."""
    for role in page.roles:
        if role.name in CLAIM_ROLES and sentence.start <= role.start < sentence.end:
            yield read_claim(role.name, role.text, project.pythons, page.path, role.line)


def _runs(claim: Claim, bases: Sequence[Version]) -> Iterator[Run]:
    """Yield the run of a claim, and what is before and after it: there the probe is false."""
    first, last = claim.first or bases[0], claim.last or bases[-1]
    yield Run(first, last)
    if first != bases[0]:
        yield Run(bases[0], bases[bases.index(first) - 1])
    if last != bases[-1]:
        yield Run(bases[bases.index(last) + 1], bases[-1])


def _printed(project: Book, page: Page, sentence: Sentence) -> Iterator[Run]:
    """Yield the runs of neighbours that printed the same, of each example above ``sentence`` in its section."""
    bases = bases_of(project.pythons)
    for block in page.examples:
        if sentence.section < block.line <= sentence.line and block.argument in project.examples:
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
