"""The interpreters behind the Pythons of the matrix, and environments of them that hold what ``uv.lock`` says.

``python -m bookcheck.pythons.environments docs`` makes the environment that builds the site and prints its interpreter.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Sequence, Tuple

from bookcheck.errors import BookError, exit_status, near
from bookcheck.pythons.platforms import interpreter_of, program_name
from bookcheck.pythons.python import Python, find_python, load_pythons, release_key

SITE_PYTHON = "3.14"
"""The Python that builds the site: the newest that Read the Docs offers."""

TOOLS = {
    "docs": ("docs",),
    "live": ("docs", "live"),
    "pdf": ("pdf",),
    "gates": ("docs", "test", "pdf", "browser", "lint"),
}
"""The environments of :data:`SITE_PYTHON` by name, each with the dependency groups that it holds."""

_STAMP = "made-from.txt"
_PATIENCE = 30
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


@dataclass(frozen=True)
class Environment:
    """A folder made from ``interpreter`` that holds some dependency groups of ``uv.lock``."""

    folder: Path
    interpreter: Interpreter

    @property
    def python(self) -> Path:
        """The interpreter of the environment."""
        return interpreter_of(self.folder)


def clean_environ(tag: str) -> Dict[str, str]:
    """Return the variables to run the Python ``tag`` of the matrix with, from those of the running process.

    Nothing is left that changes what a Python, pytest or make does; ``PYTHON_JIT`` is set as the tag says,
    ``NO_COLOR`` because Sphinx colours its logs in CI.
    """
    dropped = ("PYTHON", "PYTEST", "MAKE", "MFLAGS", "VIRTUAL_ENV", "FORCE_COLOR", "PY_COLORS", "UV_PROJECT")
    # make exports V and E of its command line, and a make among the tests would take them for its own.
    environ = {
        name: value for name, value in os.environ.items() if not name.startswith(dropped) and name not in ("V", "E")
    }
    environ["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    environ["PYTHON_JIT"] = "1" if tag.endswith("+jit") else "0"
    environ["NO_COLOR"] = "1"
    return environ


def find_uv(root: Path) -> Path:
    """Return the uv on PATH, or the one that the Makefile put below ``root``; raise :class:`BookError` without one."""
    own = interpreter_of(root / "build" / "uv").with_name(program_name("uv"))
    found = shutil.which("uv") or (str(own) if own.exists() else None)
    if found is None:
        raise BookError(
            "uv is not here", expected="uv on PATH, or in {}".format(own.parent), fix="make build/uv/bin/uv"
        )
    return Path(found)


def locate(python: Python, uv: Path) -> Interpreter:
    """Return an interpreter for ``python``: of its exact release if one is here or uv may fetch it, else of its minor.

    Raises :class:`BookError` that names the Python and the fix if there is neither.
    """
    others: List[Interpreter] = []
    for found in _answering(python):
        if found.release == python.release:
            return found
        others.append(found)
    exact, answer = _from_uv(python, python.release, uv)
    if exact is not None:
        return exact
    if others:
        return others[0]
    same_minor, _ = _from_uv(python, python.base, uv)
    if same_minor is not None:
        return same_minor
    raise _missing(python, python.release, " if possible", answer)


def locate_exact(python: Python, uv: Path) -> Interpreter:
    """Return an interpreter of the exact release of ``python``; raise :class:`BookError` if it cannot be had."""
    for found in _answering(python):
        if found.release == python.release:
            return found
    exact, answer = _from_uv(python, python.release, uv)
    if exact is None:
        raise _missing(python, python.release, "", answer)
    return exact


def locate_newest(python: Python, uv: Path) -> Interpreter:
    """Return the interpreter of the newest release of the minor of ``python``, among those here and what uv may fetch.

    Raises :class:`BookError` that names the Python and the fix if there is none.
    """
    found = list(_answering(python))
    answer = _fetch(python, python.base, uv, "--upgrade") if _may_fetch() else ""
    from_uv = _find(python, python.base, uv)
    if from_uv is not None:
        found.append(from_uv)
    if not found:
        raise _missing(python, python.base, ", any release", answer)
    return max(found, key=lambda interpreter: release_key(interpreter.release))


def prepare(root: Path, name: str, interpreter: Interpreter, groups: Sequence[str], uv: Path) -> Environment:
    """Return the environment ``build/venvs/NAME`` of ``interpreter`` with ``groups``, made anew if one of them changed.

    Raises :class:`BookError` with what uv wrote if it cannot be made.
    """
    environment = Environment(root / "build" / "venvs" / name, interpreter)
    stamp = environment.folder / _STAMP
    lock = root / "uv.lock"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    made_from = "\n".join([str(interpreter.path), interpreter.release, " ".join(groups), digest, ""])
    if environment.python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == made_from:
        return environment
    if stamp.exists():
        stamp.unlink()
    command = [str(uv), "sync", "--quiet", "--frozen", "--no-default-groups", "--no-install-project"]
    command += ["--python", str(interpreter.path)] + ["--group=" + group for group in groups]
    environ = dict(clean_environ(interpreter.tag), UV_PROJECT_ENVIRONMENT=str(environment.folder))
    done = _run(command, environ, cwd=root, timeout=None)
    if done.returncode:
        raise BookError(
            "uv could not make the environment of Python {}".format(interpreter.tag),
            path=environment.folder,
            found=done.stderr.strip(),
            fix="mend what uv says, then try again; `make clean` starts afresh",
        )
    stamp.write_text(made_from, encoding="utf-8")
    return environment


def matrix_interpreter(root: Path, python: Python) -> Interpreter:
    """Return the interpreter that runs ``python``; what needs no package needs no environment.

    Raises as :func:`locate` does.
    """
    return locate(python, find_uv(root))


def exact_interpreter(root: Path, python: Python) -> Interpreter:
    """Return the interpreter of the exact release of ``python``; raises as :func:`locate_exact` does."""
    return locate_exact(python, find_uv(root))


def newest_interpreter(root: Path, python: Python) -> Interpreter:
    """Return the interpreter of the newest release for ``python``; raises as :func:`locate_newest` does."""
    return locate_newest(python, find_uv(root))


def matrix_environment(root: Path, python: Python) -> Environment:
    """Return the environment that runs the tests on ``python``, located and prepared."""
    uv = find_uv(root)
    return prepare(root, python.tag, locate(python, uv), ("test",), uv)


def tool_environment(root: Path, name: str) -> Environment:
    """Return the environment ``name`` of :data:`TOOLS`, located and prepared."""
    uv = find_uv(root)
    path = root / "pythons.txt"
    return prepare(root, name, locate(find_python(load_pythons(path), SITE_PYTHON, path), uv), TOOLS[name], uv)


def _on_path(python: Python) -> Iterator[Path]:
    names = ["python" + python.build] + (["python" + python.base] if python.free_threaded else [])
    for folder in dict.fromkeys(os.get_exec_path()):
        for name in names:
            path = Path(folder, program_name(name))
            if path.is_file() and os.access(str(path), os.X_OK):
                yield path.absolute()


def _answering(python: Python) -> Iterator[Interpreter]:
    """Yield the interpreters on PATH that answer to the tag of ``python``."""
    for path in _on_path(python):
        found = _ask(path, python)
        if found is not None:
            yield found


def _missing(python: Python, release: str, how: str, answer: str) -> BookError:
    what = "a {} with the JIT compiled in".format(python.build) if python.jit else "python{}".format(python.build)
    named = "" if release == python.base else ", release " + release
    return BookError(
        "Python {} is missing on this machine".format(python.tag),
        expected="{} on PATH{}{}".format(what, named, how),
        found=answer or "none" + ("" if _may_fetch() else ", and uv may not fetch it (UV_PYTHON_DOWNLOADS)"),
        fix="uv python install {}".format(_request(python, release)),
    )


def _ask(path: Path, python: Python) -> Optional[Interpreter]:
    """Return the interpreter at ``path`` if it is an installed CPython that answers to the tag of ``python``.

    It is run, not judged by its name: pyenv's shims exist for every version and exit with 127 for most.
    Another project's environment does not count: it comes and goes with that project.
    """
    try:
        done = _run([str(path), "-c", _WHAT_ARE_YOU], clean_environ(python.tag), cwd=None, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.rstrip("\n").split(" ", 4)
    if done.returncode or len(words) != 5 or words[:2] + words[3:4] != ["cpython", python.tag, "True"]:
        return None
    return Interpreter(Path(words[4]), python.tag, words[2])


def _request(python: Python, release: str) -> str:
    return release + ("+freethreaded" if python.free_threaded else "")


def _may_fetch() -> bool:
    # uv honours "never" itself; with "manual" an install would be allowed, but nobody asked for this one.
    return os.environ.get("UV_PYTHON_DOWNLOADS", "automatic") not in ("never", "manual", "false")


def _from_uv(python: Python, release: str, uv: Path) -> Tuple[Optional[Interpreter], str]:
    """Return what uv finds or fetches for ``release``; if that is nothing, what it said when it could not fetch it."""
    found = _find(python, release, uv)
    if found is not None or not _may_fetch():
        return found, ""
    answer = _fetch(python, release, uv)
    return (None, answer) if answer else (_find(python, release, uv), "")


def _find(python: Python, release: str, uv: Path) -> Optional[Interpreter]:
    """Return what uv finds for ``release``, an exact one or a minor, if it is of that."""
    command = [str(uv), "python", "find", "--no-project", "--system", _request(python, release)]
    done = _run(command, clean_environ(python.tag), cwd=None, timeout=None)
    found = _ask(Path(done.stdout.strip()), python) if done.returncode == 0 else None
    return found if found is not None and release in (found.release, python.base) else None


def _fetch(python: Python, release: str, uv: Path, *options: str) -> str:
    """Have uv fetch ``release``; return what it said if it could not."""
    command = [str(uv), "python", "install", "--no-bin", "--quiet", *options, _request(python, release)]
    done = _run(command, clean_environ(python.tag), cwd=None, timeout=None)
    return done.stderr.strip() or "uv failed" if done.returncode else ""


def _run(
    command: Sequence[str], environ: Dict[str, str], cwd: Optional[Path], timeout: Optional[float]
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        env=environ,
        cwd=str(cwd) if cwd else None,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
    )


def main(arguments: Sequence[str]) -> int:
    """Print the interpreter of the environment that ``arguments`` name; return the exit status."""
    root = Path(__file__).resolve().parents[3]

    def show() -> None:
        if len(arguments) != 1 or arguments[0] not in TOOLS:
            words = " ".join(arguments)
            raise BookError("no environment {!r}{}".format(words, near(words, TOOLS)), expected=" or ".join(TOOLS))
        print(tool_environment(root, arguments[0]).python)

    return exit_status(show)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
