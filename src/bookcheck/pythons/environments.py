"""The environments that hold what ``uv.lock`` says, each in a folder of its own below ``build/venvs``.

``python -m bookcheck.pythons.environments docs`` makes the environment that builds the site and prints its interpreter.
"""

import argparse
import contextlib
import csv
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import List, Sequence

from bookcheck.errors import COMMAND, BookError, exit_status
from bookcheck.files import check_writable, locked
from bookcheck.platforms import interpreter_of
from bookcheck.pythons.interpreters import Interpreter, clean_environ, locate
from bookcheck.pythons.python import Python, find_python, load_pythons
from bookcheck.pythons.uv import run_uv
from bookcheck.settings import read_settings

TOOLS = {
    "docs": ("docs",),
    "live": ("docs", "live"),
    "pdf": ("pdf",),
    "gates": ("docs", "test", "pdf", "browser", "lint"),
    "nox": ("nox",),
}
"""The environments of the Python that builds the site, by name, each with the dependency groups that it holds."""


@dataclass(frozen=True)
class Environment:
    """A folder made from ``interpreter`` that holds some dependency groups of ``uv.lock``."""

    folder: Path
    interpreter: Interpreter

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return interpreter_of(self.folder)


def prepare(root: Path, name: str, interpreter: Interpreter, groups: Sequence[str]) -> Environment:
    """Return the environment ``build/venvs/NAME`` of ``interpreter`` with ``groups``.

    uv decides what there is to do, in some hundredths of a second if that is nothing. An environment that uv cannot
    use, or that lacks a file of a package, is replaced. Raises :class:`BookError` with what uv wrote if it cannot be
    made, and for a folder ``build`` that cannot be written.
    """
    environment = Environment(root / "build" / "venvs" / name, interpreter)
    check_writable(root / "build")
    with locked(environment.folder.parent):  # another session may need the same one
        answer = _sync(root, environment, groups)
        if environment.folder.exists() and (
            (answer and not _runs(environment.python)) or lost_files(environment.folder)
        ):
            print("the environment build/venvs/{} is damaged: making it again".format(name), file=sys.stderr)
            shutil.rmtree(str(environment.folder))
            answer = _sync(root, environment, groups)
    if answer:
        raise BookError(
            "uv could not make the environment of Python {}".format(interpreter.tag),
            path=environment.folder,
            found=answer,
            fix="correct what uv says; if that is not enough: rm -rf build/venvs/{}".format(name),
        )
    return environment


def _runs(python: Path) -> bool:
    try:
        return subprocess.run([str(python), "-I", "-c", ""], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def lost_files(folder: Path) -> List[Path]:
    """Return the files that the packages of the environment in ``folder`` list as theirs and that are not there."""
    lost: List[Path] = []
    for record in folder.glob("lib*/python*/site-packages/*.dist-info/RECORD"):
        packages = record.parent.parent
        with record.open(encoding="utf-8", newline="") as stream:
            lost += [packages / row[0] for row in csv.reader(stream) if not os.path.exists(str(packages / row[0]))]
    return lost


def matrix_environment(root: Path, python: Python) -> Environment:
    """Return the environment that runs the tests on ``python``, located and prepared; an exact release has its own."""
    name = python.release + python.variant if python.exact else python.tag
    return prepare(root, name, locate(root, python), ("test",))


def tool_environment(root: Path, name: str) -> Environment:
    """Return the environment ``name`` of :data:`TOOLS`, located and prepared."""
    settings = read_settings(root)
    path = root / settings.pythons
    return prepare(root, name, locate(root, find_python(load_pythons(path), settings.site_python, path)), TOOLS[name])


def nox_environment(root: Path) -> Environment:
    """Return the environment that runs ``noxfile.py``: on the site's Python, else on the newest that is here.

    The tests of one Python need no other. Raises :class:`BookError` for the site's Python if there is none.
    """
    try:
        return tool_environment(root, "nox")
    except BookError as error:
        for python in reversed(load_pythons(root / read_settings(root).pythons)):
            if python.version >= (3, 10) and not python.is_variant and not python.kept:
                with contextlib.suppress(BookError):
                    return prepare(root, "nox", locate(root, python), TOOLS["nox"])
        raise error


def _sync(root: Path, environment: Environment, groups: Sequence[str]) -> str:
    """Have uv bring ``environment`` in line with ``uv.lock``; return what it said if it could not."""
    interpreter = environment.interpreter
    environ = dict(clean_environ(interpreter.tag), UV_PROJECT_ENVIRONMENT=str(environment.folder))
    options = ["--frozen", "--no-default-groups", "--no-install-project"]
    options += ["--python", str(interpreter.path)] + ["--group=" + group for group in groups]
    return run_uv(root, environ, "sync", *options)[1]


def main(arguments: Sequence[str]) -> int:
    """Print the interpreter of the environment that ``arguments`` name; return the exit status."""
    root = Path(__file__).resolve().parents[3]
    parser = argparse.ArgumentParser(prog=COMMAND + ".pythons.environments", description=__doc__)
    parser.add_argument("name", choices=list(TOOLS))
    name = parser.parse_args(arguments).name
    return exit_status(lambda: print(tool_environment(root, name).python))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
