"""The index of the search, in parts that a reader's browser loads one by one: ``conf/scripts/find.js`` reads it.

A part holds some words that follow each other in the order of the alphabet, and is about :data:`PART` bytes long.
``parts.json`` says with which word each part begins. So what a search loads depends on how many words are searched
for, and not on the length of the book.
"""

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

PART = 12_000  # bytes, before compression
PLACES = 150
"""How many places a word leads to at most: those that it says most about."""
NAMES = 200
"""How many names are kept under one word at most: the shortest."""
USUAL = 4
"""On how many pages a heading such as Sources says that its section is a usual one, and seldom the place to learn."""
SPELLINGS = 600
"""How many words are in a part of the list of spellings."""
TABLE = 64
"""How many sections are in a part of their table."""

WORD = re.compile(r"\d+(?:\.\d+)+|\w+|\*+")
STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "did",
        "do",
        "does",
        "for",
        "from",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "like",
        "me",
        "mean",
        "means",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "s",
        "so",
        "t",
        "that",
        "the",
        "their",
        "there",
        "this",
        "to",
        "use",
        "used",
        "using",
        "was",
        "we",
        "what",
        "whats",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "work",
        "works",
        "you",
        "your",
        "new",
        "change",
        "changed",
        "changes",
        "different",
        "since",
    ]
)
"""Words of a question that say nothing about its subject. A name or a line that has them is found by its others."""


def stem(word: str) -> str:
    """Return a word in small letters without its ending, in American spelling; find.js does the same."""
    if not re.fullmatch("[a-z]+", word) or len(word) < 4:
        return word
    if len(word) > 5:
        word = re.sub("our", "or", word)
        word = re.sub("(?<=[a-z]{2})is(?=(?:e|ed|es|ing|er|ers|ation|ations)$)", "iz", word)
    word = re.sub("ies$", "y", word)
    word = re.sub("(?<=[^suio])s$", "", word)
    if len(word) > 5:
        word = re.sub("(?:ing|ed)$", "", word)
    word = re.sub("e$", "", word)
    return re.sub(r"([b-df-hj-np-tv-z])\1$", r"\1", word)


STOP_STEMS = frozenset(map(stem, STOP_WORDS))


def words_of(text: str) -> list[str]:
    """Return the words of a text, stemmed, in their order; the number of a version is one word."""
    return [stem(word) for word in WORD.findall(text.lower())]


def with_pieces(words: Iterable[str]) -> Iterator[str]:
    """Yield each word, and after a word with underscores the words between them."""
    for word in words:
        yield word
        if "_" in word:
            yield from (stem(piece) for piece in word.split("_") if piece)


@dataclass(frozen=True)
class Section:
    """A section of a page: its number in the page's own order, its heading, and what it says, line by line."""

    anchor: str
    title: str
    lines: tuple[str, ...]
    parts: tuple[str, ...]
    """The identifiers of what is in it."""


@dataclass(frozen=True)
class Name:
    """A name that leads to a place: what it is called, what kind of thing it is, where it is explained."""

    name: str
    kind: str
    docname: str
    anchor: str
    shown: str = ""
    """What the reader sees, if it is not the name."""


@dataclass(frozen=True)
class Text:
    """A page: where it is, its title and its sections. A page without sections is found by its names alone."""

    file: str
    title: str
    sections: tuple[Section, ...]
    teaches: bool = True
    """Whether it is a page of a chapter, and not one about the book itself."""


@dataclass
class _Word:
    """What is known of a word: the names that have it, and how much each section says about it."""

    names: set[tuple[Any, ...]] = field(default_factory=set)
    weights: Counter[int] = field(default_factory=Counter)


def make_index(pages: Mapping[str, Text], names: Sequence[Name]) -> dict[str, str]:
    """Return the files of the index, their contents by their names.

    ``pages`` are in the order in which they are read.
    """
    words: dict[str, _Word] = defaultdict(_Word)
    rows: list[list[str]] = []  # file, anchor, heading, title of the page
    numbers: dict[tuple[str, str], int] = {}  # the section of each identifier of a page
    texts: list[list[list[str]]] = []
    shares: list[float] = []
    titles = Counter(title for page in pages.values() for title in {section.title for section in page.sections})
    for docname, page in pages.items():
        for section in page.sections or (Section("", page.title, (), ()),):
            for anchor in ("", section.anchor, *section.parts):
                numbers.setdefault((docname, anchor), len(rows))
            rows.append([page.file, section.anchor, section.title, page.title])
            usual = titles[section.title] >= USUAL
            shares.append((0.5 if usual else 1) * (1 if page.teaches else 0.5))
            texts.append([words_of(line) for line in dict.fromkeys((section.title, *section.lines))])
    for name in sorted(set(names), key=lambda name: (name.docname, name.anchor, name.name, name.kind, name.shown)):
        here = (name.docname, name.anchor)
        number = numbers.get(here, numbers[name.docname, ""])
        record = (name.name, name.kind, number, name.anchor, *([name.shown] if name.shown else []))
        spelled = set(with_pieces(words_of(name.name)))
        for word in spelled or {name.name}:
            words[word].names.add(record)
        if not name.kind.startswith("API "):
            texts[number].append(words_of(name.name))
    mean = sum(len(line) for lines in texts for line in lines) / max(len(texts), 1)
    for number, lines in enumerate(texts):
        length = sum(len(line) for line in lines) / mean
        counted: Counter[str] = Counter()
        for line in lines:
            counted.update(with_pieces(line))
            counted.update(_pairs(line))
        for word in lines[0] if lines else ():
            counted[word] += 3  # a heading says what its section is about
        for word, count in counted.items():
            weight = shares[number] * 2.2 * count / (count + 1.2 * (0.4 + 0.6 * length))
            words[word].weights[number] = max(1, round(10 * weight))
    return _files(words, rows)


def _pairs(words: Sequence[str]) -> Iterator[str]:
    """Yield each two words that follow each other, unless they are short or are numbers."""
    for one, other in pairwise(words):
        if not {one, other} <= STOP_STEMS and not (one.isdecimal() or other.isdecimal()):
            yield f"{one} {other}"


def _entry(word: str, known: _Word, sections: int) -> list[Any]:
    """Return what a part holds of a word: its worth, its names, and section, weight, section, weight …"""
    order = sorted(known.names, key=lambda record: (len(words_of(record[0])), record[2:4], record))
    best = sorted(known.weights.items(), key=lambda item: (-item[1], item[0]))[:PLACES]
    worth = round(10 * math.log(1 + sections / (0.5 + len(known.weights)))) if known.weights else 0
    return [worth, order[:NAMES], [number for pair in sorted(best) for number in pair]]


def _files(words: Mapping[str, _Word], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the parts and the list of them."""
    files: dict[str, str] = {}
    firsts: list[str] = []
    lines: list[str] = []
    size = 0

    def close() -> None:
        nonlocal lines, size
        if lines:
            files[f"words-{len(firsts) - 1}.json"] = "{" + ",\n".join(lines) + "}\n"
        lines, size = [], 0

    for word in sorted(words):
        line = f"{_json(word)}:{_json(_entry(word, words[word], len(rows)))}"
        if not lines or size + len(line) > PART:
            close()
            firsts.append(word)
        lines.append(line)
        size += len(line)
    close()
    for start in range(0, len(rows), TABLE):
        files[f"sections-{start // TABLE}.json"] = _json(rows[start : start + TABLE]) + "\n"
    spelled = [
        [word, len(words[word].weights) + 20 * bool(words[word].names)]
        for word in sorted(words)
        if _is_spelled(word, words[word])
    ]
    spellings = [spelled[start : start + SPELLINGS] for start in range(0, len(spelled), SPELLINGS)]
    for number, some in enumerate(spellings):
        files[f"spellings-{number}.json"] = _json(some) + "\n"
    parts = {
        "table": TABLE,
        "sections": len(rows),
        "stop": sorted(STOP_STEMS),
        "words": firsts,
        "spellings": [some[0][0] for some in spellings],
    }
    files["parts.json"] = _json(parts) + "\n"
    return files


def _is_spelled(word: str, known: _Word) -> bool:
    """Return whether a word that is not in the book may be this one, misspelled."""
    return len(word) > 3 and not word[0].isdecimal() and (bool(known.names) or len(known.weights) > (" " in word) * 2)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
