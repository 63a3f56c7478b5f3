"""Hides which version the running Python is: whatever states it states another one.

It runs beside the probes, in the process that asks them and, as ``sitecustomize``, in each Python that they start.
What it replaces is in the documentation of ``sys``, ``platform`` and ``importlib.util``.
"""

import os
import sys
import warnings  # noqa: F401 - it decides by the version that it finds when it is imported


class VersionInfo(tuple):  # type: ignore[type-arg]
    """What ``sys.version_info`` is, for a version that does not exist."""

    major = property(lambda self: self[0])
    minor = property(lambda self: self[1])
    micro = property(lambda self: self[2])
    releaselevel = property(lambda self: self[3])
    serial = property(lambda self: self[4])


# The interpreter says which version it is without running anything.
_INTERPRETER = """\
#!/bin/sh
case "$1" in -V*|--version) echo "Python 3.{}.1"; exit;; esac
exec '{}' "$@"
"""


def hide_version(minor: int) -> None:
    """Make the running Python state that it is version 3 and ``minor``; modules that cached the version are dropped."""
    real = "{}.{}".format(*sys.version_info[:2])
    info = VersionInfo((3, minor, 1, "final", 0))
    number = 3 << 24 | minor << 16 | 1 << 8 | 0xF0
    version = "3.{}.1 (main, Jan  1 2000, 00:00:00) [GCC 1.0.0]".format(minor)
    facts = {"version_info": info, "version": version, "hexversion": number, "api_version": 0, "winver": "3.0"}
    facts.update(copyright="", _git=("CPython", "", ""))
    for name in filter(sys.__dict__.__contains__, facts):
        setattr(sys, name, facts[name])
    vars(sys.implementation).update(version=info, hexversion=number)
    for name in ("prefix", "exec_prefix", "base_prefix", "base_exec_prefix", "_base_executable", "_stdlib_dir"):
        if isinstance(getattr(sys, name, None), str):
            setattr(sys, name, getattr(sys, name).replace(real, "3.{}".format(minor)))
    for name in ("platform", "sysconfig"):
        sys.modules.pop(name, None)


def hide_files(minor: int, folder: str) -> None:
    """Go on in this process alone: hide the version in the tag of cached files, in ``sys.path`` and in the interpreter.

    ``folder`` gets links to the real folders of ``sys.path``, and a virtual environment whose Python hides its version.
    Call it before :func:`hide_version`.
    """
    library = os.path.basename(os.path.dirname(os.__file__))
    packages = os.path.join(folder, "lib", library, "site-packages")
    os.makedirs(packages)
    os.mkdir(os.path.join(folder, "bin"))
    interpreter = os.path.realpath(sys.executable)
    with open(os.path.join(folder, "pyvenv.cfg"), "w") as file:
        file.write("home = {}\n".format(os.path.dirname(interpreter)))
    with open("hide_version.py", encoding="utf-8") as source:
        text = source.read()
    with open(os.path.join(packages, "sitecustomize.py"), "w", encoding="utf-8") as file:
        file.write("{}\n\nhide_version({})\n".format(text, minor))
    for number, entry in enumerate(sys.path):
        if library in entry:
            link = os.path.join(folder, "path{}".format(number))
            os.symlink(entry, link)
            sys.path[number] = link
    sys.path_importer_cache.clear()
    real = os.path.join(folder, "bin", "real")
    os.symlink(interpreter, real)
    for name in ("python", "python3"):
        sys.executable = os.path.join(folder, "bin", name)
        with open(sys.executable, "w", encoding="utf-8") as file:
            file.write(_INTERPRETER.format(minor, real))
        os.chmod(sys.executable, 0o700)
    os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", os.defpath)])


def hide_tags() -> None:
    """Hide the tag and the number of cached files; a module is compiled from its source from here on."""
    vars(sys.implementation).update(cache_tag=None)
    util = sys.modules.get("importlib.util")
    if util is not None:
        util.MAGIC_NUMBER = bytes(4)  # type: ignore[attr-defined]
