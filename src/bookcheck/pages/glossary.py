"""The terms of the glossary, and whether each page links a term where it first uses it.

A term is one entry of a ``{glossary}``, with all its names. It is used where one of them is in the prose of a
page, as it is written in the glossary or in the plural; a name in lower case may also begin with a capital. Prose is
what :mod:`~bookcheck.pages.page_reader` calls so, without code, texts and targets of links, what is in quotation marks,
which are the words of others, and what is under *Sources*.
A part of a longer word, a hyphenated one too, is no use, nor is a part of a longer name or of one of the *phrases*
which the glossary lists, in comments such as ``.. everyday: keyword argument, point of entry``, because the
words mean something else there.
"""

import difflib
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Dict, Iterable, Iterator, List, NamedTuple, Sequence, Tuple

from bookcheck.errors import BookError
from bookcheck.pages.page import Page, Prose

GLOSSARY = "glossary"
ROLE = "term"
SOURCES = "Sources"
_PHRASES = re.compile(r"\.\. everyday:(?P<phrases>.*)")
_TARGETED = re.compile(r"(?P<shown>.*?)\s*<(?P<target>[^<>]*)>", re.DOTALL)
# Code, the text and target of a link, an address, and what is in quotation marks.
_NO_PROSE = re.compile(
    r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`) | \[[^\[\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])"
    r' | <[^<>\s]+> | "[^"]*" | “[^”]*”',
    re.DOTALL | re.VERBOSE,
)
_HIDDEN = "\0"


@dataclass(frozen=True)
class Term:
    """One entry of the glossary: its names, the first of which is its heading, and where it is."""

    names: Tuple[str, ...]
    path: Path
    line: int


class Use(NamedTuple):
    """One use of a term in a page: where, in which words, and whether they are a link to the glossary."""

    term: Term
    words: str
    linked: bool
    line: int


class Glossary:
    """All terms of the book, and the phrases in which their words mean something else."""

    def __init__(self, terms: Iterable[Term], phrases: Iterable[str] = ()) -> None:
        self.terms = tuple(terms)
        self.phrases = tuple(phrases)

    @cached_property
    def by_name(self) -> Dict[str, Term]:
        """Each term by each of its names, in lower case, as a role finds it."""
        return {name.lower(): term for term in self.terms for name in term.names}

    @cached_property
    def _words(self) -> "re.Pattern[str]":
        """What finds names and phrases, the longest first: the group ``n0``, ``n1``, … is the name of that number."""
        known = [(name, "n{}".format(number)) for number, name in enumerate(self._names)]
        known += [(phrase, "") for phrase in self.phrases]
        known.sort(key=lambda pair: (-len(pair[0]), pair))
        by_first: Dict[str, List[str]] = {}
        for name, group in known:
            pattern = ("(?P<{}>{})" if group else "(?:{1})").format(group, _forms(name))
            by_first.setdefault(name[0].lower(), []).append(pattern)
        # At each place only what begins with the letter there is tried: this takes a third of the time.
        patterns = ["(?=(?i:{}))(?:{})".format(re.escape(first), "|".join(of)) for first, of in by_first.items()]
        return re.compile(r"(?<![\w.-])(?:{})(?![\w-])".format("|".join(patterns) or r"(?!)"))

    @cached_property
    def _names(self) -> Sequence[str]:
        return [name for term in self.terms for name in term.names]

    def uses(self, page: Page) -> Iterator[Use]:
        """Yield the uses of terms in the prose of ``page``, in their order."""
        for prose in page.prose:
            if prose.heading != SOURCES:
                uses = [*self._links(prose), *self._bare(prose)]
                yield from (use for _, use in sorted(uses, key=lambda pair: pair[0]))

    def _links(self, prose: Prose) -> Iterator[Tuple[int, Use]]:
        for span in prose.spans:
            if span.is_role and span.name == ROLE:
                shown, target = take_apart(span.text)
                term = self.by_name.get(target.lower())
                # An unknown one is reported as such; it is taken for the link that was meant.
                for meant in [term] if term else self._meant(shown, target):
                    yield span.start, Use(meant, shown, True, prose.place(span.start)[0])

    def _meant(self, shown: str, target: str) -> List[Term]:
        """Return the terms that an unknown link may mean: those with a similar name, and those that it shows."""
        similar = difflib.get_close_matches(target.lower(), self.by_name, n=3, cutoff=0.6)
        matches = self._words.finditer(shown)
        names = [self._names[int(match.lastgroup[1:])].lower() for match in matches if match.lastgroup]
        return [self.by_name[name] for name in [*similar, *names]]

    def _bare(self, prose: Prose) -> Iterator[Tuple[int, Use]]:
        for match in self._words.finditer(_bare_text(prose)):
            if match.lastgroup is not None:
                name = self._names[int(match.lastgroup[1:])]
                words = " ".join(match.group().split())
                yield match.start(), Use(self.by_name[name.lower()], words, False, prose.place(match.start())[0])


def read_glossary(pages: Iterable[Page]) -> Glossary:
    """Return the glossary that is in ``pages``; raise :class:`BookError` for a name that is there twice."""
    terms: List[Term] = []
    phrases: List[str] = []
    names: Dict[str, Term] = {}
    for page in pages:
        for block in page.directives(GLOSSARY):
            # The closing fence is the last line of a block.
            first = block.end_line - block.content.count("\n")
            phrases += _read_phrases(block.content)
            for term in _read_terms(block.content, page.path, first):
                for name in term.names:
                    if name.lower() in names:
                        raise _twice(name, names[name.lower()], term)
                    names[name.lower()] = term
                terms.append(term)
    return Glossary(terms, phrases)


def _read_phrases(content: str) -> List[str]:
    matches = (_PHRASES.fullmatch(line) for line in content.split("\n"))
    return [phrase.strip() for match in matches if match for phrase in match.group("phrases").split(",")]


def _read_terms(content: str, path: Path, first: int) -> Iterator[Term]:
    names: List[str] = []
    line = first
    for number, text in enumerate(content.split("\n"), first):
        if text.startswith(".. "):
            continue
        if text and not text[0].isspace():
            line = line if names else number
            names.append(text.strip())
        elif names and text.strip():
            yield Term(tuple(names), path, line)
            names = []


def _twice(name: str, first: Term, second: Term) -> BookError:
    return BookError(
        "the glossary has the term {!r} twice".format(name),
        path=second.path,
        line=second.line,
        found="{!r} at line {} too".format(name, first.line),
        fix="join the two entries",
    )


def check_terms(pages: Sequence[Page]) -> Iterator[BookError]:
    """Yield an error for each term that a page does not link where it first uses it, and for each that none uses.

    A page with a glossary in it is not asked.
    """
    glossary = read_glossary(pages)
    used = set()
    for page in pages:
        if any(block.name == GLOSSARY for block in page.blocks):
            continue
        met = set()
        for use in glossary.uses(page):
            if use.linked:
                used.add(use.term)
            elif use.term not in met:
                yield _unlinked(use, page.path)
            met.add(use.term)
    for term in glossary.terms:
        if term not in used:
            yield BookError(
                "no page links the term {!r} of the glossary".format(term.names[0]),
                path=term.path,
                line=term.line,
                fix="link it where a page uses it, or remove it",
            )


def _unlinked(use: Use, path: Path) -> BookError:
    name = next((name for name in use.term.names if name.lower() == use.words.lower()), None)
    target = use.words if name else "{} <{}>".format(use.words, _nearest(use))
    return BookError(
        "the page uses the term {!r} for the first time and does not link it".format(use.term.names[0]),
        path=path,
        line=use.line,
        found=use.words,
        fix="write {{term}}`{}` there; or, if the words mean something else, list the phrase in the glossary's "
        "comment “.. everyday: …”".format(target),
    )


def _nearest(use: Use) -> str:
    """Return the name of the term that the words of ``use`` are the plural of."""
    return next(name for name in use.term.names if re.fullmatch(_forms(name), use.words))


def _forms(name: str) -> str:
    """Return the pattern of what counts as ``name``: it and its plural; what is in lower case may begin a sentence."""
    stem, ending = (name[:-1], "(?:y|ies)") if re.search("[^aeiou]y$", name) else (name, "(?:es|s)?")
    pattern = r"\s+".join(map(re.escape, stem.split())) + ending
    first = name[0]
    if name == name.lower() and first.isalpha():
        pattern = "[{}{}]".format(first, first.upper()) + pattern[1:]
    return pattern


def take_apart(text: str) -> Tuple[str, str]:
    """Return what a role shows and what it points to."""
    match = _TARGETED.fullmatch(text)
    return (match.group("shown"), match.group("target")) if match else (text, text)


def _bare_text(prose: Prose) -> str:
    """Return the text of ``prose`` with what is no prose, roles too, replaced by characters that no term has."""

    def hide(text: str, start: int, end: int) -> str:
        return text[:start] + _HIDDEN * (end - start) + text[end:]

    text = prose.text
    for span in prose.spans:
        text = hide(text, span.start, span.end)
    for match in list(_NO_PROSE.finditer(text)):
        text = hide(text, *match.span())
    return text
