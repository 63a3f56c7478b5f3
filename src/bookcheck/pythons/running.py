"""Which Python of the matrix the running one is."""

import sys
import sysconfig
from pathlib import Path
from typing import Sequence

from bookcheck.errors import BookError
from bookcheck.pythons.python import Python


def running_release() -> str:
    """Return the release of the running Python as ``pythons.txt`` spells it: ``3.15.0`` or ``3.16.0rc1``."""
    info = sys.version_info
    suffix = {"alpha": "a", "beta": "b", "candidate": "rc", "final": ""}[info.releaselevel]
    return "{}.{}.{}{}".format(*info[:3], suffix + str(info.serial) if suffix else "")


def jit_is_on() -> bool:
    """Return whether the running Python runs its JIT (``sys._jit``, 3.14 and later)."""
    jit = getattr(sys, "_jit", None)
    return bool(jit is not None and jit.is_enabled())


def running_tag() -> str:
    """Return the tag of the running Python: ``3.13``, ``3.13t`` or, with the JIT on, ``3.15+jit``."""
    tag = "{}.{}".format(*sys.version_info[:2])
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        tag += "t"
    return tag + ("+jit" if jit_is_on() else "")


def running_python(pythons: Sequence[Python], path: Path) -> Python:
    """Return the running Python as one of ``pythons``; raise :class:`BookError` if it is not one of them.

    ``path`` is the file of the list, for the message.
    """
    tag = running_tag()
    for python in pythons:
        if python.tag == tag:
            return python
    raise BookError(
        "Python {} is not one of the book's".format(tag),
        path=path,
        expected=" ".join(python.tag for python in pythons),
        found=sys.executable,
        fix="to add it, write the line '{}  {}' and run: make record V={}".format(tag, running_release(), tag),
    )
