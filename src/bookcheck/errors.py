"""The one exception that the engine raises for a mistake in the book."""

import sys
from pathlib import Path
from typing import Callable, Iterable, Optional

COMMAND = "PYTHONPATH=src python3 -m bookcheck"
"""How a command line in a message calls the engine: in a fresh shell, in the folder of a clone."""


class BookError(Exception):
    """Something in the book is wrong, and its author can fix it.

    ``problem`` is a sentence without a full stop; ``path`` and ``line`` say where it is;
    ``expected`` is the value that is right and ``found`` the one that is there;
    ``fix`` is the command or the edit that fixes it.
    """

    def __init__(
        self,
        problem: str,
        *,
        path: Optional[Path] = None,
        line: Optional[int] = None,
        expected: Optional[str] = None,
        found: Optional[str] = None,
        fix: Optional[str] = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.path = path
        self.line = line
        self.expected = expected
        self.found = found
        self.fix = fix

    def __str__(self) -> str:
        place = ""
        if self.path is not None:
            place = "{}:{} ".format(self.path, "" if self.line is None else "{}:".format(self.line))
        lines = [place + self.problem]
        for label, value in (("expected", self.expected), ("found", self.found), ("fix", self.fix)):
            if value is not None:
                lines.append("  {:<9} {}".format(label + ":", value.replace("\n", "\n" + " " * 12)))
        return "\n".join(lines)


def exit_status(work: Callable[[], object]) -> int:
    """Do ``work`` and return 0; if it raises :class:`BookError`, print that to standard error and return 1."""
    try:
        work()
    except BookError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def counted(number: int, one: str, several: str = "") -> str:
    """Return ``number`` with the noun that it counts: "1 mistake", "2 mistakes"; ``several`` is an irregular plural."""
    return "{} {}".format(number, one if number == 1 else several or one + "s")


def near(word: str, known: Iterable[str]) -> str:
    """Return "; did you mean a, b?" for the names in ``known`` most like ``word``, or ""."""
    import difflib

    names = difflib.get_close_matches(word, sorted(known), n=3, cutoff=0.55)
    return "; did you mean {}?".format(" or ".join(names)) if names else ""
