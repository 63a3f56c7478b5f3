"""A plain environment of the running Python: what a reader has who installed nothing.

An example must not see what the engine's own environment added to a Python: uv's import hook on 3.8 and 3.9,
the ``.pth`` files of a base installation, pytest.
"""

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Dict

from bookcheck.errors import BookError
from bookcheck.platforms import interpreter_of, program_name
from bookcheck.pythons.installation import is_as_made, write_fingerprint
from bookcheck.pythons.running import running_release, running_tag


def base_interpreter() -> Path:
    """Return the interpreter that the running environment was made from, or the running one."""
    if sys.prefix == sys.base_prefix:
        return Path(sys.executable)
    # sys._base_executable names it, but only from 3.11 on.
    for line in (Path(sys.prefix) / "pyvenv.cfg").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        if key.strip() == "home":
            version = "{}.{}".format(*sys.version_info[:2])
            for name in ("python" + version + getattr(sys, "abiflags", ""), "python" + version, "python3", "python"):
                path = Path(value.strip()) / program_name(name)
                if path.exists():
                    return path
    raise BookError("the interpreter behind this environment cannot be found", path=Path(sys.prefix, "pyvenv.cfg"))


def plain_interpreter(folder: Path) -> Path:
    """Return the interpreter of a plain environment below ``folder``, made now if it is not there as it was made.

    Two processes may ask at once: each makes its own, and the first to finish is kept.
    """
    base = base_interpreter()
    key = hashlib.sha256("{}\0{}".format(base, sys.version).encode()).hexdigest()[:8]
    tag = running_tag().replace("+jit", "")
    home = folder.resolve() / "{}-{}-{}".format(tag, running_release(), key)
    interpreter = interpreter_of(home)
    if interpreter.exists() and is_as_made(home):
        return interpreter
    folder.mkdir(parents=True, exist_ok=True)
    if home.exists():  # the Python that it was made from is gone, or a program wrote into it
        _remove(home, folder)
    making = Path(tempfile.mkdtemp(prefix=".making-", dir=str(folder)))
    try:
        made = subprocess.run(
            [str(base), "-I", "-m", "venv", "--without-pip", str(making)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if made.returncode:
            raise BookError(
                "python -m venv failed",
                path=base,
                found=made.stdout.strip(),
                fix="install the part of Python {} that holds venv".format(running_release()),
            )
        write_fingerprint(making)
        try:
            making.rename(home)
        except OSError:
            if not interpreter.exists():
                raise
    finally:
        shutil.rmtree(str(making), ignore_errors=True)
    return interpreter


def _remove(home: Path, folder: Path) -> None:
    """Remove the environment ``home`` under a name of our own: another process may be removing it too."""
    removing = tempfile.mkdtemp(prefix=".removing-", dir=str(folder))
    with contextlib.suppress(FileNotFoundError):
        home.rename(Path(removing, home.name))
    shutil.rmtree(removing)


def shown_paths(program: Path, interpreter: Path) -> Dict[str, str]:
    """Return what a page shows for each real folder that a program's output can name."""
    home = interpreter.parent.parent
    library = os.path.dirname(os.__file__)
    shown = {
        str(program): "/home/you",
        str(home): "/home/you/.venv",
        library: "/usr/lib/python" + running_tag().replace("+jit", ""),  # Windows calls it Lib
        str(base_interpreter().parent): "/usr/bin",
        sys.base_prefix: "/usr",  # on Windows, the interpreter is in this very folder
        sys.base_exec_prefix: "/usr",
    }
    shown.update({os.path.realpath(real): word for real, word in list(shown.items())})
    return {real: word for real, word in shown.items() if real != word}
