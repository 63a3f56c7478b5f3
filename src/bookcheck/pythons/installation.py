"""The files that every program runs with: the plain environment, and the Python that it was made from.

A program that writes there changes what later programs print, so the files are compared after each run.
"""

import contextlib
import hashlib
import importlib.util
import json
import marshal
import os
import re
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple

from bookcheck.errors import BookError

LEFT_OUT = ("site-packages", "dist-packages", "test", "idlelib")
"""Folders of a standard library that no plain environment sees, or that no program of a book imports."""

MADE_AS = "made-as.json"
"""The file in a plain environment that says what that and the standard library were when it was made."""

_UNFINISHED = re.compile(r"\.pyc\.\d+$")

State = Dict[str, Tuple[int, ...]]


def write_fingerprint(environment: Path) -> None:
    """Write down what the plain ``environment`` is, and the standard library of the running Python."""
    made_as = {"environment": _digest(environment), "library": _sources()}
    (environment / MADE_AS).write_text(json.dumps(made_as), encoding="ascii")


def is_as_made(environment: Path) -> bool:
    """Return whether the plain ``environment`` is what it was when it was made.

    Raises :class:`BookError` if it is, or may be, that of another standard library than the running Python has.
    """
    try:
        made_as = json.loads((environment / MADE_AS).read_text(encoding="ascii"))
        digest, library = made_as["environment"], {name: list(status) for name, status in made_as["library"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return False
    now = _sources()
    if library != now:
        changed = [name for name in sorted({**library, **now}) if library.get(name) != now.get(name)]
        raise BookError(
            "the standard library of this Python was changed since programs began to run with it",
            path=Path(changed[0]),
            found="{} files are others, among them: {}".format(len(changed), ", ".join(changed[:5])),
            fix="install this Python again; if it was you who changed it: rm -rf {}".format(environment),
        )
    return bool(digest == _digest(environment))


def _digest(environment: Path) -> str:
    """Return a digest of the names, kinds and contents of all in the plain ``environment``, without that file."""
    digest = hashlib.sha256()
    for path in sorted(environment.rglob("*")):
        if path != environment / MADE_AS:
            content = os.readlink(str(path)).encode() if path.is_symlink() else b""
            if path.is_file() and not path.is_symlink():
                content = path.read_bytes()
            digest.update(repr((path.relative_to(environment).as_posix(), path.is_symlink(), content)).encode())
    return digest.hexdigest()


def _sources() -> Dict[str, List[int]]:
    """Return the files of the standard library that are not compiled modules, each with its size and its time."""
    files = (file for folder in libraries() for file in state_of(folder, LEFT_OUT).items())
    return {name: list(status[1:3]) for name, status in files if not name.endswith(".pyc")}


def libraries() -> List[Path]:
    """Return the folders of the standard library of the running Python."""
    return sorted({Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")})


@dataclass(frozen=True)
class Altered:
    """Files that changed: those that can be made again, and those that only a new installation brings back."""

    undone: Tuple[Path, ...]
    lost: Tuple[Path, ...]


class Installation:
    """The files of the plain ``environment``, and those of the standard library in ``folders``."""

    def __init__(self, environment: Path, folders: Sequence[Path]) -> None:
        self.environment = environment
        self.folders = folders
        self._before = self._look()

    def altered(self) -> Altered:
        """Return what changed since the last time. A compiled module that is not of its source is removed.

        One that is of its source is no change: any Python that imports a module writes it.
        """
        before, now = self._before, self._look()
        undone: List[Path] = []
        lost: List[Path] = []
        for name in sorted(before.keys() | now.keys()):
            path = Path(name)
            if before.get(name) == now.get(name):
                continue
            if self.environment in path.parents:
                undone.append(path)
            elif path.suffix != ".pyc":
                lost.append(path)
            elif name in now and not is_compiled_source(path):
                undone.append(path)
                with contextlib.suppress(OSError):
                    path.unlink()
                del now[name]
        self._before = now
        return Altered(tuple(undone), tuple(lost))

    def _look(self) -> State:
        state = state_of(self.environment)
        for folder in self.folders:
            state.update(state_of(folder, LEFT_OUT))
        return state


def is_compiled_source(path: Path) -> bool:
    """Return whether the file is a compiled module with the code that its source compiles to."""
    level = re.search(r"\.opt-([12])$", path.stem)
    try:
        source = importlib.util.source_from_cache(str(path))
        data = path.read_bytes()
        made = compile(Path(source).read_bytes(), source, "exec", 0, True, int(level[1]) if level else 0)
        return data[:4] == importlib.util.MAGIC_NUMBER and bool(marshal.loads(data[16:]) == made)
    except (OSError, ValueError, EOFError, TypeError, SyntaxError):
        return False


def state_of(folder: Path, left_out: Sequence[str] = ()) -> State:
    """Return the files below ``folder``, by path, each with numbers that change when it does.

    Folders named in ``left_out`` are not looked into.
    """
    return dict(_files(str(folder), left_out))


def _files(folder: str, left_out: Sequence[str]) -> Iterator[Tuple[str, Tuple[int, ...]]]:
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in left_out:
                    yield from _files(entry.path, left_out)
            elif not _UNFINISHED.search(entry.name):
                with contextlib.suppress(FileNotFoundError):
                    status = entry.stat(follow_symlinks=False)
                    # The time of the last change of the entry cannot be set back.
                    yield entry.path, (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
