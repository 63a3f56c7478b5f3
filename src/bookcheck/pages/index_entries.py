"""The entries of the book's index: what an ``{index}`` directive of a page holds, in the one form that the book has.

A directive holds entries with commas between them, and is before the paragraph, table or listing that explains
them. An entry is one of these:

- a function or a method, with its brackets: ``dis.dis()``;
- another name of Python's, with its kind, perhaps with a subject: ``LOAD_FAST (instruction)``,
  ``sys.path (variable); changing it``; the kinds are :data:`KINDS`;
- a PEP with its number and what it is about: ``PEP; 709 inlined comprehensions``;
- a subject in words, perhaps with a narrower one: ``reloading a module``, ``import; steps of an``.

A page with a level, so one that explains something, has at least ``LEAST`` entries if its prose has ``WORDS`` words.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, Iterator, Set, Tuple

from bookcheck.errors import BookError, counted, near
from bookcheck.pages.page import Page

INDEX = "index"
KINDS = (
    "attribute",
    "class",
    "environment variable",
    "exception",
    "file",
    "instruction",
    "keyword",
    "member",
    "module",
    "node",
    "option",
    "structure",
    "token",
    "variable",
    "warning",
)
"""What an entry in brackets may say that a name is. A node is one of the syntax tree, a variable one of a module,
a member one of a structure in C."""

LEAST, WORDS = 4, 400

_CALL = re.compile(r"[\w.]+\(\)")
_NAMED = re.compile(r"(?P<heading>(?P<name>\S+(?: \S+)?) \((?P<kind>[^()]*)\))(?:; [^\W_][^;]*)?")
_PEP = re.compile(r"PEP; [0-9]+ \S.*")
# A subject has no character that a name of Python's has and words have not.
_SUBJECT = re.compile(r"[^\W_][^_.()`;:!]*(?:; [^\W_][^_.()`;:!]*)?")
_FORMS = "name(), NAME (kind), PEP; NUMBER subject, or words; the 2nd and the last may go on with “; narrower subject”"


@dataclass(frozen=True)
class Entry:
    """One entry of the index and where it is."""

    text: str
    path: Path
    line: int


def read_entries(page: Page) -> Tuple[Entry, ...]:
    """Return the entries of the index that ``page`` has, in their order."""
    return tuple(
        Entry(text.strip(), page.path, block.line)
        for block in page.directives(INDEX)
        for text in block.argument.split(",")
    )


def check_index(pages: Iterable[Page]) -> Iterator[BookError]:
    """Yield an error for each malformed entry, and for each that would be a second heading for the same thing."""
    spellings: Dict[str, Entry] = {}
    kinds: Dict[str, Entry] = {}
    for page in pages:
        on_page: Set[str] = set()
        entries = read_entries(page)
        yield from _too_few(page, len(entries))
        for entry in entries:
            problem = _malformed(entry.text)
            if problem:
                yield _mistake(problem, entry, _FORMS)
                continue
            named = _NAMED.fullmatch(entry.text)
            # Case tells names apart, such as the options -I and -i, and no words.
            first = spellings.setdefault(entry.text if named else entry.text.lower(), entry)
            if entry.text in on_page:
                yield _mistake("the page has the index entry {!r} twice".format(entry.text), entry, "one, at the place")
            elif first.text != entry.text:
                yield _mistake("an index entry is spelled in two ways", entry, _seen(first))
            on_page.add(entry.text)
            if named:
                first = kinds.setdefault(named.group("name"), entry)
                if not first.text.startswith(named.group("heading")):
                    yield _mistake("an index entry gives a name two kinds", entry, _seen(first))


def _too_few(page: Page, count: int) -> Iterator[BookError]:
    words = sum(len(prose.text.split()) for prose in page.prose)
    if "level" in page.front_matter and count < LEAST and words >= WORDS:
        yield BookError(
            "the page has {}".format(counted(count, "index entry", "index entries")),
            path=page.path,
            line=page.headings[0].line if page.headings else 1,
            expected="at least {} entries, because its prose has {} words or more".format(LEAST, WORDS),
            found="{} words of prose".format(words),
            fix="write ```{index} before what the page explains; see “Index a page” in CONTRIBUTING.md",
        )


def _malformed(text: str) -> str:
    """Return what is wrong with an entry, or ""."""
    named = _NAMED.fullmatch(text)
    if named and named.group("kind") not in KINDS:
        kind = named.group("kind")
        return "an index entry has the unknown kind {!r}{}".format(kind, near(kind, KINDS))
    forms = [_PEP] if text.startswith("PEP") else [_CALL, _NAMED, _SUBJECT]
    return "" if any(form.fullmatch(text) for form in forms) else "an index entry is malformed"


def _seen(first: Entry) -> str:
    return "{}, as in {}:{}".format(first.text, first.path.name, first.line)


def _mistake(problem: str, entry: Entry, expected: str) -> BookError:
    return BookError(
        problem,
        path=entry.path,
        line=entry.line,
        expected=expected,
        found=entry.text or "nothing",
        fix="correct the {index} directive; see “Index a page” in CONTRIBUTING.md",
    )
