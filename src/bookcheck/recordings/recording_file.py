"""Reads and writes a recording: what an example wrote on each Python, one text file an example.

::

    # Made by `make record E=pipeline/disassemble_add`; a change by hand is found and refused.
    # program 368f6e1f77de0a11
    # sections 1aa1d2d764b05c0e
    # pending 3.9 3.10
    === 3.8
    $ python disassemble_add.py
        what it wrote, indented by four
    === 3.11
    $ python disassemble_add.py
        what it wrote
    ! exit 1 ValueError

A section names the version from which on the program does what it says; the next version in a section ends that. So a
Python that does the same as the one before it changes nothing here. A section names a variant, such as ``3.13t``, or an
exact release only where it does something else.
``program`` is the digest of the program, ``sections`` the digest of all that follows it.
``pending`` names the Pythons on which the program has not run since it changed. The gates ask for them, but not for
one that is kept as recorded: what that wrote on the program as it was is dropped, and it may stay pending for good.
A line ``! exit STATUS [EXCEPTION]`` says how a command ended if not with status 0, ``! no newline at the end`` that its
last line was not ended.
"""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Callable, Dict, List, Sequence, Tuple

from bookcheck.errors import BookError
from bookcheck.programs.examples import Example
from bookcheck.programs.runner import Outcome, Step
from bookcheck.pythons.python import Python, read_key
from bookcheck.recordings.recording import Recording

_HEADER = "# Made by `make record E={}`; a change by hand is found and refused."
_NO_NEWLINE = "! no newline at the end"
_EXIT = re.compile(r"! exit (?P<status>-?\d+)(?: (?P<exception>\w+))?")
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")


class MergeConflict(BookError):
    """A recording in which a merge left both sides."""


class ChangedByHand(BookError):
    """A recording that is not what a command wrote."""


def dump_recording(recording: Recording, pythons: Sequence[Python]) -> str:
    """Return the text of a recording file; the same recording gives the same text."""
    order = {python.tag: index for index, python in enumerate(pythons)}

    def place(text: str) -> Tuple[int, str, str]:
        key = read_key(text)
        return order.get(key.tag, len(order)), key.release, text

    ordered = replace(
        recording, outcomes={key: recording.outcomes[key] for key in sorted(recording.outcomes, key=place)}
    )
    lines: List[str] = []
    if recording.pending:
        lines.append("# pending " + " ".join(sorted(recording.pending, key=place)))
    for keys, outcome in ordered.groups():
        lines.append("=== " + " ".join(keys))
        for step in outcome.steps:
            lines.append("$ " + step.command)
            body = step.output.split("\n")
            ended = body[-1] == ""
            lines.extend("    " + line if line else "" for line in (body[:-1] if ended else body))
            if step.status or step.exception:
                lines.append("! exit {}{}".format(step.status, " " + step.exception if step.exception else ""))
            if not ended:
                lines.append(_NO_NEWLINE)
    rest = "\n".join(lines) + "\n"
    head = [_HEADER.format(recording.name), "# program " + recording.program, "# sections " + sections_digest(rest)]
    return "\n".join(head) + "\n" + rest


def parse_recording(text: str, name: str, path: Path) -> Recording:
    """Read the text of the recording file ``path`` of the example ``name``.

    Raises :class:`BookError` for a merge conflict, a line that cannot be parsed, a key that is there twice,
    and for any change that was made by hand.
    """
    fix = "make record E={}".format(name)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            raise MergeConflict(
                "a merge conflict was left in the recording",
                path=path,
                line=number,
                found=line,
                fix="git checkout --theirs {} && {}".format(path, fix),
            )

    def bad(number: int, expected: str) -> BookError:
        found = lines[number - 1] if number <= len(lines) else "the end of the file"
        return BookError(
            "the recording cannot be parsed", path=path, line=number, expected=expected, found=found, fix=fix
        )

    fields: List[str] = []
    for number, field in ((2, "program"), (3, "sections")):
        match = re.fullmatch("# {} ([0-9a-f]{{16}})".format(field), lines[number - 1] if number <= len(lines) else "")
        if match is None:
            raise bad(number, "# {} and a digest of 16 digits".format(field))
        fields.append(match.group(1))
    rest = "\n".join(lines[3:])
    digest = sections_digest(rest)
    if digest != fields[1]:
        raise ChangedByHand(
            "the recording was changed by hand",
            path=path,
            line=3,
            expected="sections " + fields[1],
            found="sections " + digest,
            fix=fix,
        )
    if lines[-1]:
        raise bad(len(lines), "a newline at the end")
    pending: Tuple[str, ...] = ()
    outcomes: Dict[str, Outcome] = {}
    reader = _SectionReader(lines, bad)
    number = 4
    if number <= len(lines) and lines[number - 1].startswith("# pending "):
        pending = reader.keys(number, lines[number - 1].split()[2:])
        number += 1
    while number < len(lines):
        header = number
        keys, outcome, number = reader.section(header)
        for key in keys:
            if key in outcomes:
                raise BookError("{} is recorded twice".format(key), path=path, line=header, fix=fix)
            outcomes[key] = outcome
    return Recording(name, fields[0], outcomes, pending)


class _SectionReader:
    def __init__(self, lines: List[str], bad: Callable[[int, str], BookError]) -> None:
        self.lines = lines
        self.bad = bad

    def section(self, number: int) -> Tuple[Tuple[str, ...], Outcome, int]:
        """Read the section whose header is line ``number``; return its keys, its outcome and the line behind it."""
        header = self.lines[number - 1]
        if not header.startswith("=== ") or not header[4:].split():
            raise self.bad(number, "=== and the tags of the section")
        first, number = number, number + 1
        steps: List[Step] = []
        while number < len(self.lines) and not self.lines[number - 1].startswith("=== "):
            step, number = self.step(number)
            steps.append(step)
        if not steps:
            raise self.bad(first, "a section with a command")
        return self.keys(first, header[4:].split()), Outcome(tuple(steps)), number

    def keys(self, number: int, words: List[str]) -> Tuple[str, ...]:
        """Return ``words`` of line ``number`` if each is a key."""
        for word in words:
            try:
                read_key(word)
            except ValueError:
                raise self.bad(number, "tags such as 3.13t, or releases such as 3.13.0t") from None
        return tuple(words)

    def step(self, number: int) -> Tuple[Step, int]:
        """Read the command at line ``number``, its output and its end."""
        if not self.lines[number - 1].startswith("$ "):
            raise self.bad(number, "$ and the command")
        command = self.lines[number - 1][2:]
        number += 1
        output: List[str] = []
        status, exception, newline = 0, None, "\n"
        while number < len(self.lines):
            line = self.lines[number - 1]
            match = _EXIT.fullmatch(line)
            if line.startswith("    ") or not line:
                output.append(line[4:])
            elif match:
                status, exception = int(match["status"]), match["exception"]
            elif line == _NO_NEWLINE:
                newline = ""
            else:
                break
            number += 1
        text = "\n".join(output) + newline if output else ""
        return Step(command, text, status, exception), number


def sections_digest(text: str) -> str:
    """Return the digest, 16 hexadecimal digits, of all that follows the three lines of the header."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def read_recording(path: Path, name: str) -> Recording:
    """Read a recording file; raise :class:`BookError` if there is none or it cannot be parsed."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BookError(
            "the example {} has no recording".format(name), path=path, fix="make record E={}".format(name)
        ) from None
    try:
        return parse_recording(data.decode("utf-8"), name, path)
    except UnicodeDecodeError as error:
        raise BookError(
            "the recording is not UTF-8 text", path=path, found=str(error), fix="make record E={}".format(name)
        ) from None


def stale(example: Example, recording: Recording, path: Path) -> BookError:
    """Return the error for a ``recording`` at ``path`` of ``example`` as it was before a change."""
    return BookError(
        "{} has changed since it was recorded".format(recording.name),
        path=path,
        line=2,
        expected="program " + example.digest,
        found="program " + recording.program,
        fix="make record E={}".format(recording.name),
    )
