"""What a program runs in, and what it must not depend on: the hash seed, and facts of one machine.

To see whether an output depends on one of them, the program runs again where that is another one.
"""

import os
import re
import secrets
import struct
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, FrozenSet, List, Mapping, Optional

from bookcheck import platforms
from bookcheck.errors import BookError

FACTS: Mapping[str, str] = {
    "folder": "the folder that it runs in, that of its Python, or that of temporary files",
    "clock": "the date, the time or the time zone",
    "user": "the user's name or number",
    "host": "the name of the machine",
    "processors": "the number of processors",
    "network": "the network",
    "limits": "the mask of permissions, the priority or the limit of open files",
    "files": "files that say what machine this is, such as /proc/meminfo or /etc/os-release",
}
"""What can be another one for a program, by name, in words for a message."""

SEED = "BOOK_SEED"
"""The variable that repeats a check with the hash seed that its message named."""

_DAY = 86400
_SHIFT = 400 * _DAY  # another year, month, day and day of the week
_EAST = 20700  # seconds: 5:45 hours, as in no zone of a server


@dataclass(frozen=True)
class Surroundings:
    """A hash ``seed``, and the names of the :data:`FACTS` that are ``others`` than those of this machine."""

    seed: int = 1
    others: FrozenSet[str] = frozenset()


USUAL = Surroundings()
ELSEWHERE = frozenset(FACTS)


@dataclass(frozen=True)
class Place:
    """Where a program runs: ``folder`` is the current one and its home, ``beside`` holds what is needed for that.

    ``interpreter`` runs it, with the ``variables`` that only this place needs.
    """

    beside: Path
    folder: Path
    interpreter: Path
    variables: Mapping[str, str]

    def strays(self) -> List[str]:
        """Return what the program wrote beside its folder."""
        return sorted(set(os.listdir(str(self.beside))) - {self.folder.name, "made"})


def temporary_folder(surroundings: Surroundings) -> Path:
    """Make and return an empty folder for a program, on another file system if that is to be another one.

    File systems list the files of a folder in different orders.
    """
    parent = None
    if "folder" in surroundings.others:
        usual = os.stat(tempfile.gettempdir()).st_dev
        others = [name for name in ("/dev/shm", "/var/tmp") if os.access(name, os.W_OK)]
        parent = next((name for name in others if os.stat(name).st_dev != usual), None)
    return Path(os.path.realpath(tempfile.mkdtemp(prefix="book-", dir=parent)))


def make_place(surroundings: Surroundings, beside: Path, interpreter: Path) -> Place:
    """Return a place for a program in the empty folder ``beside``, which differs as ``surroundings`` say."""
    others = surroundings.others
    made = beside / "made"
    made.mkdir()
    folder = beside / ("a-folder-of-another-length" if "folder" in others else "program")
    folder.mkdir()
    variables: Dict[str, str] = {}
    if "folder" in others:
        variables["TMPDIR"] = str(made)
        if not platforms.WINDOWS:
            environment = made / "the-environment"
            environment.symlink_to(interpreter.parent.parent, target_is_directory=True)
            interpreter = environment / interpreter.parent.name / interpreter.name
    if "user" in others:
        variables.update(dict.fromkeys(("LOGNAME", "USER", "USERNAME"), "another-user"))
    if "processors" in others:
        variables["PYTHON_CPU_COUNT"] = "3" if os.cpu_count() != 3 else "5"
    if "clock" in others and not platforms.WINDOWS:
        zone = made / "zone"
        zone.write_bytes(shifted_zone(int(time.time())))
        variables["TZ"] = ":{}".format(zone)
    return Place(beside, folder, interpreter, variables)


def shifted_zone(now: int) -> bytes:
    """Return a time zone file (RFC 8536) in which the day around ``now``, a Unix time, is in another year.

    Leap seconds shift it, so that the C library shifts UTC as well as local time, and no other day.
    """

    def block(version: bytes, leaps: str) -> bytes:
        corrections = [(now - _DAY, -_SHIFT), (now + _DAY, 0)] if leaps == ">ql" else []
        header = b"TZif" + version + bytes(15) + struct.pack(">6l", 0, 0, len(corrections), 0, 1, 5)
        kind = struct.pack(">lBB", _EAST, 0, 0) + b"BOOK\0"
        return header + kind + b"".join(struct.pack(leaps, *correction) for correction in corrections)

    return block(b"2", ">ll") + block(b"2", ">ql") + b"\n\n"


def seed_of_a_check() -> int:
    """Return the hash seed for a check: another one each time, or the one of the variable :data:`SEED`.

    Raises :class:`BookError` if that is not a hash seed other than 0, which would switch the randomness off.
    """
    text: Optional[str] = os.environ.get(SEED)
    if not text:
        return 1 + secrets.randbelow(2**32 - 1)
    if not re.fullmatch("[1-9][0-9]{0,9}", text) or int(text) >= 2**32:
        raise BookError(
            "{} is not a hash seed".format(SEED),
            expected="a number from 1 to {}".format(2**32 - 1),
            found=text,
            fix="unset {}".format(SEED),
        )
    return int(text)
