"""What the directives ``{changes}``, ``{pythons}``, ``{matrix}`` and ``{counts}`` say, as plain Markdown."""

from typing import Callable, Dict, Iterator, List, Mapping, Tuple

from bookcheck.pages.book import CHANGED, Book
from bookcheck.pages.changes import Changes, changes_title, find_changes
from bookcheck.pages.claims import Claim
from bookcheck.pages.counts import book_counts
from bookcheck.programs.examples import Example
from bookcheck.pythons.python import KEPT_AS_RECORDED, Python, find_python, span
from bookcheck.recordings.builds import build_program, builds_of
from bookcheck.recordings.matrix import matrix


def page_name(python: Python) -> str:
    """Return the name of the page, without its folder, that tells what changed in ``python``."""
    return "python-" + python.tag.replace("+", "-")


def build_words(facts: Mapping[str, str]) -> str:
    """Return a build as ``python -VV`` and a platform would say it."""
    return "{release} {build} [{compiler}] on {platform}".format_map(facts)


def jit_words(facts: Mapping[str, str]) -> str:
    """Return ``on``, ``off`` or ``not built in``."""
    if facts["JIT built in"] == "no":
        return "not built in"
    return "on" if facts["JIT on"] == "yes" else "off"


def by_word(cells: Mapping[str, str]) -> Dict[str, List[str]]:
    """Return the tags of a row of the matrix by what its cells say."""
    found: Dict[str, List[str]] = {}
    for tag, word in cells.items():
        found.setdefault(word, []).append(tag)
    return found


def as_markdown(project: Book, directive: str, argument: str) -> List[str]:
    """Return the lines that stand for a directive of :data:`DIRECTIVES`; raise :class:`BookError` as that would."""
    return list(DIRECTIVES[directive](project, argument))


def _changes(project: Book, argument: str) -> Iterator[str]:
    if argument:
        for changes in find_changes(project, find_python(project.pythons, argument, project.list)).values():
            yield from _one(project, changes)
        return
    for changes in find_changes(project).values():
        parts = ", ".join("{}: {}".format(title, len(rows)) for title, rows in _sections(project, changes))
        title = changes_title(changes.python)
        yield "- [{}]({}/{}.md). {}".format(title, CHANGED, page_name(changes.python), parts or "Nothing")


def _sections(project: Book, changes: Changes) -> Iterator[Tuple[str, List[str]]]:
    """Yield the sections that have something in them, each title with its items."""
    changed = ["{} {}".format(_name(each.example), each.sentence).strip() for each in changes.changed]
    sections = (
        ("What begins", [_claim(project, claim) for claim in changes.begun]),
        ("What ends", [_claim(project, claim) for claim in changes.ended]),
        ("Examples that write something else", changed),
        ("Examples that run from here on", [_reason(*each) for each in changes.new]),
        ("Examples that no longer run", [_reason(*each) for each in changes.gone]),
    )
    for title, items in sections:
        if items:
            yield title, items


def _one(project: Book, changes: Changes) -> Iterator[str]:
    yield "Compared with Python {}.".format(changes.before.title)
    for title, items in _sections(project, changes):
        yield from ("", "## " + title, "", *("- " + item for item in items))


def _claim(project: Book, claim: Claim) -> str:
    return "{} ({}; probe `{}`)".format(project.probes[claim.probe].sentence, claim.words, claim.probe)


def _name(example: Example) -> str:
    return "`{}`.".format(example.name)


def _reason(example: Example, reason: str) -> str:
    return "`{}`: {}".format(example.name, reason)


def _pythons(project: Book, _argument: str) -> Iterator[str]:
    recording = project.load_recording(build_program())
    for python in project.pythons:
        name = "- Python {}{}: ".format(python.title, ", " + KEPT_AS_RECORDED if python.kept else "")
        for facts in builds_of(recording, python):
            more = "cache tag {cache tag}, magic number {magic number}".format_map(facts)
            yield "{}{}; {}; JIT {}".format(name, build_words(facts), more, jit_words(facts))


def _matrix(project: Book, _argument: str) -> Iterator[str]:
    known = [python.tag for python in project.pythons]
    for name, cells in matrix(project).items():
        words = ["{} on {}".format(word, span(tags, known)) for word, tags in by_word(cells).items()]
        yield "- `{}`: {}".format(name, "; ".join(words))


def _counts(project: Book, _argument: str) -> Iterator[str]:
    for what, number in book_counts(project).items():
        yield "- {}: {}".format(what, number)


DIRECTIVES: Dict[str, Callable[[Book, str], Iterator[str]]] = {
    "changes": _changes,
    "pythons": _pythons,
    "matrix": _matrix,
    "counts": _counts,
}
"""The directives that tell something of the whole book, by name."""
