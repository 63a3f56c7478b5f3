"""The uv of the project: one on PATH that is new enough, else one in ``build/uv``, which is put there when needed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Mapping, Tuple

from bookcheck.errors import BookError
from bookcheck.files import check_writable
from bookcheck.platforms import interpreter_of, program_name

_ERROR = re.compile(r"^error\b", re.MULTILINE)
_REQUIRED = re.compile(r'^required-version = ">=([\d.]+)"', re.MULTILINE)


def find_uv(root: Path) -> Path:
    """Return the path of a uv that is at least the ``required-version`` of the ``pyproject.toml`` in ``root``.

    It is the first on PATH that is new enough, else the one in ``build/uv``, which is installed if needed. Raises
    :class:`BookError` with what pip wrote if that fails.
    """
    required = _required(root)
    own = interpreter_of(root / "build" / "uv").with_name(program_name("uv"))
    on_path = [Path(folder, program_name("uv")) for folder in os.get_exec_path()]
    for path in dict.fromkeys([*on_path, own]):
        if path.is_file() and _version(path) >= _numbers(required):
            return path.absolute()
    _install(root, own, required)
    return own


def run_uv(root: Path, environ: Mapping[str, str], *arguments: str) -> Tuple[str, str]:
    """Run the uv of the project in ``root``; return its standard output, and the reason why it failed or "".

    The reason is what uv wrote to standard error from its first error on. With ``--quiet`` uv would write no errors.
    """
    done = subprocess.run(
        [str(find_uv(root)), *arguments],
        cwd=str(root),
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if not done.returncode:
        return done.stdout.strip(), ""
    said = done.stderr.strip()
    error = _ERROR.search(said)
    return done.stdout.strip(), (said[error.start() :] if error else said) or "uv failed and did not say why"


def _required(root: Path) -> str:
    try:
        match = _REQUIRED.search((root / "pyproject.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        match = None
    return match[1] if match else "0"


def _numbers(version: str) -> Tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def _version(uv: Path) -> Tuple[int, ...]:
    """Return the version that the program ``uv`` states, () if it states none."""
    try:
        done = subprocess.run([str(uv), "--version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    match = re.match(rb"uv (\d+(?:\.\d+)*)", done.stdout)
    return _numbers(match[1].decode()) if match and not done.returncode else ()


def _install(root: Path, own: Path, required: str) -> None:
    folder = root / "build" / "uv"
    check_writable(folder.parent)
    print("no uv {} or later on PATH: putting one into build/uv".format(required), file=sys.stderr)
    shutil.rmtree(str(folder), ignore_errors=True)
    pip = [str(interpreter_of(folder)), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    output = ""
    for command in ([sys.executable, "-I", "-m", "venv", str(folder)], [*pip, "uv>=" + required]):
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        output += done.stdout
        if done.returncode:
            break
    if _version(own) >= _numbers(required):
        return
    shutil.rmtree(str(folder), ignore_errors=True)
    raise BookError(
        "uv could not be installed into build/uv",
        path=folder,
        expected="the venv and pip modules of {}, and the network".format(sys.executable),
        found=output.strip() or "a uv that does not run",
        fix="install uv yourself (https://docs.astral.sh/uv/); on Debian and Ubuntu: apt install python3-venv",
    )
