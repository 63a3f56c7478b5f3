"""Questions to a Python: programs that the engine makes, which are recorded as examples are and which no page shows."""

from pathlib import Path
from typing import Mapping

from bookcheck.programs.declaration import DEFAULT_TIMEOUT, Command, Declaration
from bookcheck.programs.examples import Example, ProgramFile
from bookcheck.programs.marks import MarkedSource

NAMES = "names"
"""The name of the program that says which names a Python has."""

NAME_LIST = "names.list"
"""The file among the recordings that holds those names."""

_ASK_NAMES = Path(__file__).with_name("ask_names.py")


def plain_file(text: str) -> ProgramFile:
    """Return a file of a program with ``text``, in which nothing is a mark."""
    return ProgramFile(text.encode("utf-8"), text, MarkedSource(text))


def question(name: str, path: Path, files: Mapping[str, ProgramFile], timeout: float = DEFAULT_TIMEOUT) -> Example:
    """Return the program ``name`` that runs the first of ``files`` and ends within ``timeout`` seconds.

    ``path`` is the file that an error about it names.
    """
    main = next(iter(files))
    return Example(name, path, None, files, Declaration((Command("python " + main, (main,)),), timeout=timeout))


def names_program(path: Path) -> Example:
    """Return the program that says of each name in the list at ``path``, a name a line, whether a Python has it."""
    files = (_ASK_NAMES, path)
    return question(NAMES, path, {file.name: plain_file(file.read_bytes().decode("utf-8")) for file in files})
