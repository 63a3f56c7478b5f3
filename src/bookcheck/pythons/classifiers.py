"""The metadata about Pythons in ``pyproject.toml``, which follow from ``pythons.txt``."""

import re
from pathlib import Path
from typing import List, Sequence

from bookcheck.errors import BookError
from bookcheck.files import write_whole
from bookcheck.pythons.python import Python
from bookcheck.settings import FILE

_CLASSIFIER = re.compile(
    r'(?P<before>[ ]*"Programming Language :: Python :: )(?P<version>\d+\.\d+|Free Threading)(?P<after>".*\n)'
)
_REQUIRES = re.compile(r'(?m)^requires-python = "[^"]*"')


def with_pythons(text: str, pythons: Sequence[Python]) -> str:
    """Return the ``text`` of a pyproject.toml with the classifiers and the lower bound that follow from ``pythons``.

    One that is kept as recorded is no longer run, so the metadata promise nothing for it.
    The classifiers are together, each on a line of its own; where there is none, none is put in.
    """
    run = [python for python in pythons if not python.kept]
    named = [python.base for python in run if not python.is_variant]
    named += ["Free Threading"] if any(python.free_threaded for python in run) else []
    lines: List[str] = []
    put = False
    for line in text.splitlines(keepends=True):
        match = _CLASSIFIER.fullmatch(line)
        if match is None:
            lines.append(line)
        elif not put:
            put = True
            lines += ["{}{}{}".format(match["before"], name, match["after"]) for name in named]
    return _REQUIRES.sub('requires-python = ">={}"'.format(named[0]), "".join(lines), count=1)


def write_classifiers(root: Path, pythons: Sequence[Python]) -> bool:
    """Bring the ``pyproject.toml`` in ``root`` in line with ``pythons``, and return whether that changed it.

    Raises :class:`BookError` for one that cannot be read or written.
    """
    path = root / FILE
    if not path.is_file():
        return False
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        problem = "the metadata are not UTF-8 text"
        raise BookError(problem, path=path, found=str(error), fix="save it as UTF-8") from None
    return write_whole(path, with_pythons(text, pythons))
