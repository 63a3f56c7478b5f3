"""The interpreters behind the Pythons of the matrix: uv finds them, and each is asked what it is before it is used."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Optional, Tuple

from bookcheck.errors import BookError
from bookcheck.pythons.python import Python, release_key
from bookcheck.pythons.uv import find_uv, run_uv

_WHAT_ARE_YOU = (
    "import sys; from bookcheck.pythons.running import running_release, running_tag; "
    "print(sys.implementation.name, running_tag(), running_release(), sys.prefix == sys.base_prefix, sys.executable)"
)


@dataclass(frozen=True)
class Interpreter:
    """An interpreter on this machine that answers to ``tag``, and the exact release that it is."""

    path: Path
    tag: str
    release: str


def clean_environ(tag: str) -> Dict[str, str]:
    """Return the variables to run the Python ``tag`` of the matrix with, from those of the running process.

    Nothing is left that changes what a Python, pytest or make does; ``PYTHON_JIT`` is set as the tag says,
    ``NO_COLOR`` because Sphinx colors its logs in CI.
    """
    dropped = ("PYTHON", "PYTEST", "MAKE", "MFLAGS", "VIRTUAL_ENV", "FORCE_COLOR", "PY_COLORS", "UV_PROJECT", "NOX")
    # make exports V, E and ARGS of its command line, and a make among the tests would take them for its own.
    own = ("V", "E", "ARGS")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(dropped) and name not in own}
    environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    environ["PYTHON_JIT"] = "1" if tag.endswith("+jit") else "0"
    environ["NO_COLOR"] = "1"
    return environ


def locate(root: Path, python: Python) -> Interpreter:
    """Return an interpreter for ``python``: of its release if it is here or uv may fetch it, else of its minor version.

    uv decides which, by its own settings: those it manages, then those on PATH. Raises :class:`BookError` that names
    the Python and the command that installs it if there is none, or only another release of one that is ``exact``.
    """
    answer = ""
    interpreter = _find(root, python, python.release)
    if interpreter is None and _may_fetch():
        answer = _fetch(root, python, python.release)
        interpreter = _find(root, python, python.release)
    if interpreter is None and not python.exact:
        interpreter = _find(root, python, python.base)
    if interpreter is None:
        raise _missing(root, python, python.release, "" if python.exact else " if possible", answer)
    return interpreter


def locate_newest(root: Path, python: Python) -> Interpreter:
    """Return the interpreter of the newest release of the minor version of ``python`` that is here or uv may fetch.

    Raises :class:`BookError` as :func:`locate` does.
    """
    answer = _fetch(root, python, python.base, "--upgrade") if _may_fetch() else ""
    request = _request(python, python.base)
    listed, _ = _uv(root, python, "list", "--only-installed", "--output-format", "json", request)
    asked = [_ask(Path(entry["path"]), python) for entry in json.loads(listed or "[]")]
    installed = [interpreter for interpreter in asked if interpreter is not None]
    if not installed:
        raise _missing(root, python, python.base, ", any release", answer)
    return max(installed, key=lambda interpreter: release_key(interpreter.release))


def _find(root: Path, python: Python, release: str) -> Optional[Interpreter]:
    """Return what uv finds for ``release``, an exact one or a minor version, if it is of that."""
    path, failed = _uv(root, python, "find", "--no-project", "--system", _request(python, release))
    interpreter = None if failed else _ask(Path(path), python)
    return interpreter if interpreter is not None and release in (interpreter.release, python.base) else None


def _fetch(root: Path, python: Python, release: str, *options: str) -> str:
    """Have uv fetch ``release``; return what it said if it could not."""
    return _uv(root, python, "install", "--no-bin", *options, _request(python, release))[1]


def _uv(root: Path, python: Python, *arguments: str) -> Tuple[str, str]:
    """Return what ``uv python ARGUMENTS`` wrote to standard output, and why it failed or ""."""
    return run_uv(root, clean_environ(python.tag), "python", *arguments)


def _ask(path: Path, python: Python) -> Optional[Interpreter]:
    """Return the interpreter behind ``path`` if it is an installed CPython that answers to the tag of ``python``.

    A working shim of pyenv leads to another file, and only a run with the JIT shows whether it is compiled in.
    The environment of another project does not count: it comes and goes with that project.
    """
    try:
        done = subprocess.run(
            [str(path), "-c", _WHAT_ARE_YOU],
            env=clean_environ(python.tag),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.rstrip("\n").split(" ", 4)
    if done.returncode or len(words) != 5 or words[:2] + words[3:4] != ["cpython", python.tag, "True"]:
        return None
    return Interpreter(Path(words[4]), python.tag, words[2])


def _missing(root: Path, python: Python, release: str, how: str, answer: str) -> BookError:
    what = "a {} with the JIT compiled in".format(python.build) if python.jit else "python{}".format(python.build)
    named = "" if release == python.base else ", release " + release
    uv = find_uv(root)
    shown = "uv" if str(uv) == shutil.which("uv") else os.path.relpath(str(uv), str(root))
    return BookError(
        "Python {} is missing on this machine".format(python.tag),
        expected="{} on PATH or among those of uv{}{}".format(what, named, how),
        found=answer or "none" + ("" if _may_fetch() else ", and uv may not fetch it (UV_PYTHON_DOWNLOADS)"),
        fix="{} python install {}".format(shown, _request(python, release)),
    )


def _request(python: Python, release: str) -> str:
    return release + ("+freethreaded" if python.free_threaded else "")


def _may_fetch() -> bool:
    # uv honors "never" itself; with "manual" an install would be allowed, but nobody asked for this one.
    return os.environ.get("UV_PYTHON_DOWNLOADS", "automatic") not in ("never", "manual", "false")
