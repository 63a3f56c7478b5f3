"""The technical names in a diagram: each is declared, and every Python was asked for those that are Python's.

A ``{mermaid}`` block declares them in comments, one or more of::

    %% names: f_back, sys.modules, importlib.machinery.FileFinder
    %% names 3.11+: co_qualname
    %% names 3.8-3.10: CALL_FUNCTION
    %% source 3.11-3.12 Include/internal/pycore_frame.h: prev_instr
    %% words: GIL, seconds.py

``names`` exist on the Pythons named, or on all, and on no other. ``source`` are names in a file of CPython, which no
Python can be asked about. ``words`` look technical and are not Python's. A dotted name stands for its ends as well:
for the first line above a label may say ``FileFinder``. A version that the diagram names begins or ends a range.

``make diagrams`` writes all ``names`` into one list. A program that asks for each of them is recorded on every Python.
"""

import re
from dataclasses import dataclass
from typing import Dict, Iterator, List, Optional, Pattern, Sequence, Tuple

from bookcheck.diagrams.diagram import Diagram, find_diagrams, readable_diagrams
from bookcheck.diagrams.parts import FIX
from bookcheck.errors import BookError
from bookcheck.files import write_whole
from bookcheck.pages.book import Book
from bookcheck.pages.version_sentences import Run, bases_of, is_proved, mentions
from bookcheck.programs import questions
from bookcheck.pythons.python import Python, span
from bookcheck.recordings.answers import recorded_answers

NAMES, SOURCE, WORDS = "names", "source", "words"
ASK_AGAIN = "{} record E={}".format(FIX, questions.NAMES)
"""The command that lists the names in the diagrams again and asks every Python for them."""

CARRIED = re.compile(r"\s*%%\s*carried\s+(?P<words>[^:]*):\s*(?P<marks>.*)")
"""A comment that says what carries some words of a diagram; :mod:`bookcheck.diagrams.universal_words` reads it."""

_COMMENT = re.compile(r"\s*%%")
_DECLARATION = re.compile(
    r"""\s*%%\s*(?P<kind>names|source|words)
    (?:\s+(?P<range>\d+\.\d+(?:\+|[-–]\d+\.\d+)?))?
    (?:\s+(?P<file>[\w.-]+(?:/[\w.-]+)+\.\w+))?
    \s*:(?P<names>.*)""",
    re.VERBOSE,
)
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
_TECHNICAL = re.compile(r".*[_.].*|.*[a-z][A-Z].*|[A-Z][A-Z0-9]+")


@dataclass(frozen=True)
class Declared:
    """A name that a diagram declares: its kind, the line of the page, and the versions that it is declared for."""

    name: str
    kind: str
    line: int
    run: Run

    @property
    def spoken(self) -> Pattern[str]:
        """What finds the name in a label, whole or without its beginning."""
        parts = self.name.split(".") if self.kind == NAMES else [self.name]
        ends = (re.escape(".".join(parts[n:])) for n in range(len(parts)))
        return re.compile(r"(?<![\w.])(?:{})(?!\w)".format("|".join(ends)))


def labels(diagram: Diagram) -> List[str]:
    """Return the texts that a reader sees or hears: title, description, and the labels of the drawing."""
    return [diagram.title, diagram.description, *(part.text for part in diagram.parts if part.text)]


def declarations(diagram: Diagram, pythons: Sequence[Python]) -> List[Declared]:
    """Return what the comments of ``diagram`` declare; raise :class:`BookError` for one that cannot be parsed."""
    declared: List[Declared] = []
    for number, line in enumerate(diagram.source.split("\n"), diagram.line):
        if _COMMENT.match(line) and not CARRIED.match(line):
            declared += _read(line, number, diagram, pythons)
    return declared


def _read(line: str, number: int, diagram: Diagram, pythons: Sequence[Python]) -> Iterator[Declared]:
    match = _DECLARATION.fullmatch(line)
    if match is None:
        raise _wrong(diagram, number, "a comment in a diagram declares nothing", line)
    kind, file = match["kind"], match["file"]
    run = _run(match["range"], pythons)
    if run is None:
        raise _wrong(diagram, number, "a diagram declares names for no range within the list of Pythons", line)
    if bool(file) != (kind == SOURCE) or (match["range"] and kind == "words"):
        raise _wrong(diagram, number, "a comment in a diagram declares nothing", line)
    for name in match["names"].split(","):
        if not (name.strip() if kind == WORDS else _NAME.fullmatch(name.strip())):
            raise _wrong(diagram, number, "a diagram declares {!r}, which is not a name".format(name.strip()), line)
        yield Declared(name.strip(), kind, number, run)


def _run(words: Optional[str], pythons: Sequence[Python]) -> Optional[Run]:
    """Return the range ``words``, all ``pythons`` if there are none; None if the list has no such part."""
    bases = bases_of(pythons)
    if words is None:
        return Run(bases[0], bases[-1])
    first, _, last = words.rstrip("+").replace("–", "-").partition("-")
    run = Run(_version(first), bases[-1] if words.endswith("+") else _version(last or first))
    within = run.first in bases and run.last in bases and run.first <= run.last
    return run if within and run != Run(bases[0], bases[-1]) else None


def _version(words: str) -> Tuple[int, ...]:
    return tuple(map(int, words.split(".")))


def name_list(declared: Sequence[Declared]) -> str:
    """Return the list of what every Python is asked for, a name a line, in order."""
    return "".join(name + "\n" for name in sorted({entry.name for entry in declared if entry.kind == NAMES}))


def write_name_list(book: Book) -> bool:
    """Write the list of the names in the diagrams of ``book``, if there are any; return whether that changed it."""
    declared = [entry for diagram in find_diagrams(book.pages) for entry in declarations(diagram, book.pythons)]
    text = name_list(declared)
    if not text and book.name_list.is_file():
        book.name_list.unlink()
        return True
    return bool(text) and write_whole(book.name_list, text)


def check_names(book: Book) -> Iterator[BookError]:
    """Yield what is wrong with the names in the book's diagrams, their list, and their ranges by what is recorded."""
    declared: Dict[Diagram, List[Declared]] = {}
    readable = True
    for diagram in readable_diagrams(book.pages):
        try:
            declared[diagram] = declarations(diagram, book.pythons)
        except BookError as error:
            readable = False
            yield error
        else:
            yield from _check(diagram, declared[diagram], book.pythons)
    text = name_list([entry for group in declared.values() for entry in group])
    listed = book.name_list.read_text(encoding="utf-8") if book.name_list.is_file() else ""
    if readable and text != listed:
        wrong = sorted({*text.split()} ^ {*listed.split()})
        yield BookError(
            "the list of the names in the diagrams is not of these diagrams",
            path=book.name_list,
            expected="the names that the diagrams declare, in order",
            found=", ".join(wrong[:5]) or "another order",
            fix=ASK_AGAIN,
        )
    elif readable:
        for diagram, group in declared.items():
            yield from check_ranges(book, diagram, group)


def check_ranges(book: Book, diagram: Diagram, declared: Sequence[Declared]) -> Iterator[BookError]:
    """Yield an error for each name of ``diagram`` that a Python has and should not have, or the other way round.

    A Python that has not answered yet is passed over: the check of the recording reports it.
    """
    program = book.names_program
    if program is None or not book.recording_path(program.name).is_file():
        return
    recording = book.load_recording(program)
    if recording.program != program.digest:
        return
    answers = {python: recorded_answers(recording, python) for python in book.pythons}
    for entry in declared:
        for words, holds, answer in (("lacks", True, "False"), ("has too", False, "True")):
            wrong = [
                python.tag
                for python in book.pythons
                if (entry.run.first <= python.version <= entry.run.last) == holds
                and answers[python].get(entry.name) == answer
            ]
            if wrong and entry.kind == NAMES:
                tags = span(wrong, [python.tag for python in book.pythons])
                yield BookError(
                    "a diagram declares a name that Python {} {}".format(tags, words),
                    path=diagram.path,
                    line=entry.line,
                    expected="names of exactly the Pythons that have them",
                    found=entry.name,
                    fix="correct the range in the comment, or the diagram; then run: " + FIX,
                )


def _check(diagram: Diagram, declared: Sequence[Declared], pythons: Sequence[Python]) -> Iterator[BookError]:
    texts = labels(diagram)
    for entry in declared:
        if not any(entry.spoken.search(text) for text in texts):
            problem = "a diagram declares {} and does not name it".format(entry.name)
            yield _wrong(diagram, entry.line, problem, entry.name)
        for text in texts if entry.kind == NAMES else ():
            for match in re.finditer(entry.spoken.pattern + r"(?:\(\))?\s\(([^()]*)\)", text):
                if not all(
                    is_proved(mention, [entry.run], bases_of(pythons)) for mention in mentions(match[1], pythons)
                ):
                    problem = "a diagram gives {} another range than it declares".format(entry.name)
                    yield _wrong(diagram, entry.line, problem, match.group())
    named = {name: None for text in texts for name in _NAME.findall(text) if _TECHNICAL.fullmatch(name)}
    for name in named:
        if not any(entry.spoken.fullmatch(name) for entry in declared):
            yield _wrong(diagram, diagram.line, "a diagram names {} and does not declare it".format(name), name)
    runs = [entry.run for entry in declared if entry.kind != WORDS]
    for text in texts:
        for mention in mentions(text, pythons):
            if not is_proved(mention, runs, bases_of(pythons)):
                problem = "a diagram names {}, where none of its names begins or ends".format(mention.words)
                yield _wrong(diagram, diagram.line, problem, " ".join(text.split()))


def _wrong(diagram: Diagram, line: int, problem: str, found: str) -> BookError:
    return BookError(
        problem,
        path=diagram.path,
        line=line,
        expected="comments as in: %% names 3.11+: co_qualname, sys.modules\n"
        "%% source Include/internal/pycore_frame.h: prev_instr\n"
        "%% words: GIL, hello.py",
        found=found.strip(),
        fix="declare in a comment of the diagram what it names; no new drawing is needed for that",
    )
