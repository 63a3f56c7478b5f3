"""Recordings: what an example wrote on each Python, one text file an example.

::

    # Made by `make record E=pipeline/disassemble_add`; a change by hand is found and refused.
    # program 368f6e1f77de0a11
    # sections 1aa1d2d764b05c0e
    # pending 3.8 3.9
    === 3.8 3.9 3.10
    $ python disassemble_add.py
        what it wrote, indented by four
    === 3.11 3.12
    $ python disassemble_add.py
        what it wrote
    ! exit 1 ValueError

``program`` is the digest of the program, ``sections`` the digest of all that follows it.
``pending`` names the Pythons on which the program has not run since it changed. The gates ask for them, but not for
one that is kept as recorded: what that wrote on the program as it was is dropped, and it may stay pending for good.
A line ``! exit STATUS [EXCEPTION]`` says how a command ended if not with status 0, ``! no newline at the end`` that its
last line was not ended.
"""

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from bookcheck.errors import BookError
from bookcheck.pythons import Python
from bookcheck.runner import Outcome, Step

_HEADER = "# Made by `make record E={}`; a change by hand is found and refused."
_NO_NEWLINE = "! no newline at the end"
_EXIT = re.compile(r"! exit (?P<status>-?\d+)(?: (?P<exception>\w+))?")
_CONFLICT = re.compile(r"<{7}|={7}|>{7}|\|{7}")


class MergeConflict(BookError):
    """A recording in which a merge left both sides."""


class ChangedByHand(BookError):
    """A recording that is not what a command wrote."""


@dataclass(frozen=True)
class Recording:
    """The outcomes of one example by key, a tag (``3.13``, ``3.13t``) or an exact release (``3.13.0``).

    ``program`` is the digest of the program that ran; ``pending`` are the tags on which it has yet to run.
    """

    name: str
    program: str
    outcomes: Mapping[str, Outcome]
    pending: Tuple[str, ...] = ()

    def key(self, python: Python, release: Optional[str] = None) -> Optional[str]:
        """Return the key whose outcome holds for ``python``: its exact release, its tag, then its base."""
        release = release or python.release
        variant = python.tag[len(python.base) :]
        for key in (release + variant, python.tag, release, python.base):
            if key in self.outcomes:
                return key
        return None

    def look_up(self, python: Python, release: Optional[str] = None) -> Optional[Outcome]:
        """Return what the example did on ``python``, or None if nothing is recorded that holds for it."""
        key = self.key(python, release)
        return None if key is None else self.outcomes[key]

    def with_outcome(self, python: Python, release: str, outcome: Outcome, pythons: Sequence[Python]) -> "Recording":
        """Return the recording with ``outcome`` for ``python``; another release than its own gets a key of its own.

        A variant, or another release, keeps a section only where it differs from what it would fall back on,
        in whatever order the ``pythons`` are recorded.
        """
        key = python.tag if release == python.release else release + python.tag[len(python.base) :]
        outcomes = dict(self.outcomes)
        for other in pythons:  # what falls back on the section that changes must not change with it
            relied_on = self.look_up(other)
            if other.is_variant and other.tag not in self.pending and relied_on is not None:
                outcomes.setdefault(other.tag, relied_on)
        outcomes[key] = outcome
        pending = tuple(tag for tag in self.pending if tag != key)
        for other in pythons:
            for folded in [key for key in outcomes if key != other.base and _is_of(key, other)]:
                rest = replace(self, outcomes={k: v for k, v in outcomes.items() if k != folded})
                fallback = rest.key(other, None if folded == other.tag else _release(folded))
                if fallback not in pending and fallback is not None and rest.outcomes[fallback] == outcomes[folded]:
                    del outcomes[folded]
        return replace(self, outcomes=outcomes, pending=pending)

    def groups(self) -> List[Tuple[Tuple[str, ...], Outcome]]:
        """Return the keys that share an outcome, with it, in the order in which the keys were given."""
        groups: Dict[Outcome, List[str]] = {}
        for key, outcome in self.outcomes.items():
            groups.setdefault(outcome, []).append(key)
        return [(tuple(keys), outcome) for outcome, keys in groups.items()]


def _release(key: str) -> str:
    """The release of a key such as ``3.13.0`` or ``3.13.0t``."""
    return key.replace("+jit", "").rstrip("t")


def _is_of(key: str, python: Python) -> bool:
    """Whether ``key`` is the tag of ``python`` or one of its releases."""
    variant = python.tag[len(python.base) :]
    release = _release(key)
    return key == python.tag or (release.startswith(python.base + ".") and key == release + variant)


def dump(recording: Recording, pythons: Sequence[Python]) -> str:
    """Return the text of a recording file; the same recording gives the same text."""
    order = {python.tag: index for index, python in enumerate(pythons)}

    def place(key: str) -> Tuple[int, int, str]:
        for python in pythons:
            if key.startswith(python.base + ".") and key not in order:
                return order[python.base], 1, key
        return order.get(key, len(order)), 0, key

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
    head = [_HEADER.format(recording.name), "# program " + recording.program, "# sections " + _digest(rest)]
    return "\n".join(head) + "\n" + rest


def parse(text: str, name: str, path: Path) -> Recording:
    """Read the text of the recording file ``path`` of the example ``name``.

    Raises :class:`BookError` for a merge conflict, a line that does not read, a key that stands twice,
    and for any change that was made by hand.
    """
    cure = "make record E={}".format(name)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if _CONFLICT.match(line):
            raise MergeConflict(
                "a merge conflict was left in the recording",
                path=path,
                line=number,
                found=line,
                cure="git checkout --theirs {} && {}".format(path, cure),
            )

    def bad(number: int, expected: str) -> BookError:
        found = lines[number - 1] if number <= len(lines) else "the end of the file"
        return BookError(
            "the recording does not read", path=path, line=number, expected=expected, found=found, cure=cure
        )

    fields: List[str] = []
    for number, field in ((2, "program"), (3, "sections")):
        match = re.fullmatch("# {} ([0-9a-f]{{16}})".format(field), lines[number - 1] if number <= len(lines) else "")
        if match is None:
            raise bad(number, "# {} and a digest of 16 digits".format(field))
        fields.append(match.group(1))
    rest = "\n".join(lines[3:])
    found = _digest(rest)
    if found != fields[1]:
        raise ChangedByHand(
            "the recording was changed by hand",
            path=path,
            line=3,
            expected="sections " + fields[1],
            found="sections " + found,
            cure=cure,
        )
    if lines[-1]:
        raise bad(len(lines), "a newline at the end")
    pending: Tuple[str, ...] = ()
    outcomes: Dict[str, Outcome] = {}
    reader = _SectionReader(lines, bad)
    number = 4
    if number <= len(lines) and lines[number - 1].startswith("# pending "):
        pending = tuple(lines[number - 1].split()[2:])
        number += 1
    while number < len(lines):
        header = number
        keys, outcome, number = reader.section(header)
        for key in keys:
            if key in outcomes:
                raise BookError("{} is recorded twice".format(key), path=path, line=header, cure=cure)
            outcomes[key] = outcome
    return Recording(name, fields[0], outcomes, pending)


class _SectionReader:
    def __init__(self, lines: List[str], bad) -> None:  # type: ignore[no-untyped-def]
        self.lines = lines
        self.bad = bad

    def section(self, number: int) -> Tuple[List[str], Outcome, int]:
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
        return header[4:].split(), Outcome(tuple(steps)), number

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


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def load(path: Path, name: str) -> Recording:
    """Read a recording file; raise :class:`BookError` if there is none or it does not read."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BookError(
            "the example {} has no recording".format(name), path=path, cure="make record E={}".format(name)
        ) from None
    try:
        return parse(data.decode("utf-8"), name, path)
    except UnicodeDecodeError as error:
        raise BookError(
            "the recording is no UTF-8 text", path=path, found=str(error), cure="make record E={}".format(name)
        ) from None


def stale(recording: Recording, digest: str, path: Path) -> BookError:
    """Return the error for a ``recording`` of another program than the one whose digest is ``digest``."""
    return BookError(
        "{} has changed since it was recorded".format(recording.name),
        path=path,
        line=2,
        expected="program " + digest,
        found="program " + recording.program,
        cure="make record E={}".format(recording.name),
    )


def unwritable(path: Path, error: OSError) -> BookError:
    """Return the error for a file that the system does not let us write."""
    return BookError(
        "the file cannot be written; it stays as it was",
        path=path,
        found="{}: {}".format(type(error).__name__, error.strerror),
        cure="make room or give permission, then do the same again",
    )


def write_whole(path: Path, text: str) -> bool:
    """Replace ``path`` by ``text`` as :func:`write_bytes_whole` does, and return whether that changed it."""
    return write_bytes_whole(path, text.encode("utf-8"))


def write_bytes_whole(path: Path, data: bytes) -> bool:
    """Replace ``path`` by ``data`` in one step, and return whether that changed it.

    Whatever goes wrong on the way, a full disk say, the file stays as it was and the error names the cure.
    """
    if path.exists() and path.read_bytes() == data:
        return False
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=str(path.parent), prefix=".", suffix=".new")
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, str(path))
    except OSError as error:
        raise unwritable(path, error) from None
    finally:
        if temporary is not None and os.path.exists(temporary):
            os.unlink(temporary)
    return True
