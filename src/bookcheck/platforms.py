"""The differences between Windows and the other systems for the code that finds, runs, records and checks programs.

Each function takes ``windows``, so that its work on Windows can be tested on any system.
Only :mod:`bookcheck.pythons.processes`, which runs the gates on every Python at once, is for POSIX alone.
"""

import contextlib
import os
import re
import subprocess
from pathlib import Path
from typing import IO, Any, Dict, Mapping, Sequence, Tuple

WINDOWS = os.name == "nt"
_NEW_PROCESS_GROUP = 0x200  # subprocess.CREATE_NEW_PROCESS_GROUP, which only Windows has


def interpreter_of(environment: Path, windows: bool = WINDOWS) -> Path:
    """Return the interpreter of a virtual ``environment``."""
    return environment / "Scripts" / "python.exe" if windows else environment / "bin" / "python"


def program_name(name: str, windows: bool = WINDOWS) -> str:
    """Return the file of the program ``name``: ``uv.exe`` for ``uv`` on Windows."""
    return name + ".exe" if windows else name


def variables(folder: Path, caller: Mapping[str, str], windows: bool = WINDOWS) -> Dict[str, str]:
    """Return the variables of a program's environment that the system decides: its home is ``folder``, its text UTF-8.

    ``caller`` is this process's environment: Windows does not start a program without some of its variables.
    """
    if not windows:
        return {"HOME": str(folder), "LC_ALL": "C.UTF-8", "PATH": os.defpath}
    kept = {name: caller[name] for name in ("SYSTEMROOT", "TEMP", "TMP") if name in caller}
    # On Windows, a stream that is not a console has the code page of the machine, which no locale changes.
    return {"HOME": str(folder), "USERPROFILE": str(folder), "PATH": "", "PYTHONUTF8": "1", **kept}


def own_group(windows: bool = WINDOWS) -> Dict[str, Any]:
    """Return the arguments that make :class:`subprocess.Popen` start a process which can be killed with its own."""
    return {"creationflags": _NEW_PROCESS_GROUP} if windows else {"start_new_session": True}


def kill_command(number: int) -> Tuple[str, ...]:
    """Return the command of Windows that ends the process ``number`` with all that it started."""
    return "taskkill", "/F", "/T", "/PID", str(number)


def kill_tree(process: "subprocess.Popen[bytes]") -> None:
    """End ``process`` and all that it started, on Windows; a supervisor does so elsewhere."""
    with contextlib.suppress(OSError):
        subprocess.run(kill_command(process.pid), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    process.kill()


def lock(stream: IO[str]) -> None:
    """Lock an open file until it is closed; wait while another process has it locked."""
    if WINDOWS:
        import msvcrt

        msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX)


def show_paths(text: str, paths: Mapping[str, str], windows: bool = WINDOWS) -> str:
    """Return ``text`` with ``paths`` replaced, the real folder by the one that is shown.

    On Windows a path is recognized in any case and with any separators, also doubled as in ``repr()``, and the rest of
    the path gets the separators of the folder that is shown.
    """
    for real in sorted(paths, key=len, reverse=True):
        if windows:
            text = _show_windows_path(text, re.split(r"[\\/]", real.rstrip("\\/")), paths[real])
        else:
            text = text.replace(real, paths[real])
    return text


def _show_windows_path(text: str, parts: Sequence[str], shown: str) -> str:
    # Doubled first: in a repr(), a single backslash is not a separator but begins an escape such as \n.
    for separator in (r"\\\\", r"[\\/]"):
        folder = separator.join(map(re.escape, parts))
        rest = "((?:{}[^\\\\/:*?\"'<>|\\s,;()\\[\\]]+)*)".format(separator)

        def show(match: "re.Match[str]") -> str:
            return shown + re.sub(r"\\+", "/", match.group(1))

        text = re.sub(folder + rest, show, text, flags=re.IGNORECASE)
    return text
