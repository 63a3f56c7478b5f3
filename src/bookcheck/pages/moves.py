"""Pages that moved: the list that an author keeps in ``docs/moved.txt``, one page a line, its old name and its new one.

Old links keep working, for each old name becomes a page that leads to the new one.
"""

import re
from dataclasses import dataclass
from typing import Dict, Iterator, Tuple

from bookcheck.errors import BookError, near
from bookcheck.pages.book import Book

MOVED_LIST = "moved.txt"
_NAME = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*")


@dataclass(frozen=True)
class Move:
    """A page that was called ``old`` and is called ``new``, as a line of the list says."""

    old: str
    new: str
    line: int


def read_moves(project: Book) -> Tuple[Move, ...]:
    """Return the pages that moved, in the order of the list.

    Raises :class:`BookError` for a line that cannot be parsed.
    """
    path = project.docs / MOVED_LIST
    if not path.is_file():
        return ()
    moves = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        if len(words) != 2 or not all(_NAME.fullmatch(word) and not word.endswith((".md", ".html")) for word in words):
            raise BookError(
                "the line does not say which page moved where",
                path=path,
                line=number,
                expected="OLD NEW, two names of pages as in a toctree, from the folder docs and without .md",
                found=line.strip(),
                fix="correct it",
            )
        moves.append(Move(words[0], words[1], number))
    return tuple(moves)


def check_moves(project: Book) -> Iterator[BookError]:
    """Yield what is wrong with the list: a name that is still a page, one that leads nowhere, in a chain or twice."""
    try:
        moves = read_moves(project)
    except BookError as error:
        yield error
        return
    path = project.docs / MOVED_LIST
    pages = {page.path.relative_to(project.docs).with_suffix("").as_posix() for page in project.pages}
    known: Dict[str, Move] = {}
    for move in moves:
        if move.old in known:
            yield BookError(
                "the page {} moved twice".format(move.old),
                path=path,
                line=move.line,
                found="line {} says: {}".format(known[move.old].line, known[move.old].new),
                fix="keep the line that says where it is now",
            )
        elif move.old in pages or project.is_generated(project.docs / move.old):
            yield BookError(
                "the page {} is there, so it did not move".format(move.old),
                path=path,
                line=move.line,
                expected="the old name of a page, which has no file any more",
                fix="remove the line, or move the file of the page",
            )
        known.setdefault(move.old, move)
    for move in moves:
        if move.new in pages:
            continue
        onward = known.get(move.new)
        yield BookError(
            "the page {} moved to {}, where no page is".format(move.old, move.new),
            path=path,
            line=move.line,
            expected="the name of a page" + ("" if onward else near(move.new, pages)),
            found="line {}: {} moved on to {}".format(onward.line, onward.old, onward.new) if onward else None,
            fix="write where it is now" + (": {} {}".format(move.old, onward.new) if onward else ""),
        )
