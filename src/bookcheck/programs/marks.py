"""Takes the marks, comments that begin ``# book:``, away from a source file; what is left is the program.

A mark never moves a line, so line N of the file is line N of the program, of the page and of a traceback:
it is at the end of a line of code, or in the declaration, the last lines of the file.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Mapping, Optional, Tuple

from bookcheck.errors import BookError, near

_MARK = re.compile(r"(?P<code>.*?)[ \t]*# book:[ \t]*(?P<mark>.*?)[ \t]*")
_LIKE_A_MARK = re.compile(r"#[ \t]*book[ \t]*:", re.IGNORECASE)
_INLINE = ("emphasize", "part", "end")
_CONTINUATION = "#     "


@dataclass(frozen=True)
class Mark:
    """One mark of a declaration: the number of its first line and what it says after ``# book:``."""

    line: int
    text: str


@dataclass(frozen=True)
class MarkedSource:
    """A source file taken apart: the program, and what the marks said about it.

    Lines count from 1; a part is its first and last line, both included.
    """

    program: str
    declaration: Tuple[Mark, ...] = ()
    emphasized: Tuple[int, ...] = ()
    parts: Mapping[str, Tuple[int, int]] = field(default_factory=dict)


def take_apart(text: str, path: Path) -> MarkedSource:
    """Separate ``text``, the source of ``path``, into program and marks; raise :class:`BookError` for a bad mark."""
    lines = text.split("\n")
    code, declaration = _split_declaration(lines)
    emphasized: List[int] = []
    begun: Dict[str, int] = {}
    parts: Dict[str, Tuple[int, int]] = {}

    def wrong(number: int, problem: str, fix: str, expected: Optional[str] = None) -> BookError:
        """Return the error for line ``number``."""
        return BookError(problem, path=path, line=number, expected=expected, found=lines[number - 1].strip(), fix=fix)

    for number, line in enumerate(code, 1):
        like = _LIKE_A_MARK.search(line)
        if like and like.group() != "# book:":
            fix = "spell it so, or reword the comment if it is meant for readers"
            raise wrong(number, "a mark is spelled '# book:'", fix)
        match = _MARK.fullmatch(line)
        if match is None:
            continue
        word, _, name = match["mark"].partition(" ")
        if not match["code"]:
            problem = "a mark is on a line of its own, which would move the lines below it"
            raise wrong(
                number, problem, "move it", "a mark at the end of a line of code, or in the last lines of the file"
            )
        if word not in _INLINE or bool(name) != (word != "emphasize"):
            problem = "a mark cannot be parsed{}".format(near(word, _INLINE))
            fix = "correct it, or move it into the declaration at the end of the file"
            raise wrong(number, problem, fix, "# book: emphasize, # book: part NAME or # book: end NAME")
        code[number - 1] = match["code"]
        if word == "emphasize":
            emphasized.append(number)
        elif word == "part":
            if name in begun:
                raise wrong(number, "part {!r} begins twice".format(name), "rename one")
            begun[name] = number
        elif name not in begun or name in parts:
            problem = "part {!r} ends where none is open{}".format(name, near(name, begun))
            raise wrong(number, problem, "begin it with '# book: part {}'".format(name))
        else:
            parts[name] = (begun[name], number)
    for name, number in begun.items():
        if name not in parts:
            raise wrong(number, "part {!r} has no end".format(name), "end it with '# book: end {}'".format(name))
    return MarkedSource("\n".join(code), declaration, tuple(emphasized), parts)


def _split_declaration(lines: List[str]) -> Tuple[List[str], Tuple[Mark, ...]]:
    """Cut the declaration off ``lines``: the last lines that are a mark or continue one, and the blank ones among them.

    A mark has the number of its first line, and the texts of its lines with one space between them.
    """
    last = cut = len(lines)
    declaration: List[Mark] = []
    more: List[str] = []
    while last:
        line = lines[last - 1]
        if line.startswith("# book:"):
            text = " ".join([line[len("# book:") :].strip(), *reversed(more)])
            declaration.append(Mark(last, text))
            more, cut = [], last - 1
        elif line.startswith(_CONTINUATION):
            more.append(line[len(_CONTINUATION) :].strip())
        elif line.strip() or more:
            break
        last -= 1
    if not declaration:
        return lines[:], ()
    while cut and not lines[cut - 1].strip():
        cut -= 1
    return lines[:cut] + [""], tuple(reversed(declaration))


_DEFINITION = re.compile(r"(?:async[ \t]+def|def|class)[ \t]+(?P<name>\w+)")


def definitions(program: str) -> Dict[str, Tuple[int, int]]:
    """Return the first and last line of each function and class at the top level of ``program``.

    Reads lines, not syntax, so that every Python finds the same in a program that only some can parse:
    a definition goes on to the next line that starts in the first column with anything but a closing bracket.
    Decorators belong to it.
    """
    lines = program.split("\n")
    spans: Dict[str, Tuple[int, int]] = {}
    for index, line in enumerate(lines):
        match = _DEFINITION.match(line)
        if match is None:
            continue
        first = above = last = index
        while above and lines[above - 1][:1] in ("@", " ", "\t", ")", "]", "}"):
            above -= 1
            if lines[above].startswith("@"):
                first = above
        for after in range(index + 1, len(lines)):
            if lines[after][:1] not in ("", " ", "\t", ")", "]", "}"):
                break
            if lines[after].strip():
                last = after
        spans[match["name"]] = (first + 1, last + 1)
    return spans
