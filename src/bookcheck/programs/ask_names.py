"""Says which names the running Python has: ``python ask_names.py`` reads them from ``names.list``, a name a line.

It runs by itself, as a recorded program: a change here makes the recording of the names stale.
"""

import builtins
import dis
import importlib
import opcode
import types
import warnings
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Tuple

_PSEUDO = 256
"""From this number on an opcode is the compiler's own: no code object has it."""

_TYPES: Dict[str, type] = {
    "ag_": types.AsyncGeneratorType,
    "co_": types.CodeType,
    "cr_": types.CoroutineType,
    "f_": types.FrameType,
    "gi_": types.GeneratorType,
    "tb_": types.TracebackType,
}
"""The types whose attributes have names that begin in their own way."""


def instructions() -> FrozenSet[str]:
    """Return the names of the instructions that code of the running Python may have, specialised ones included."""
    names = {name for name, number in dis.opmap.items() if number < _PSEUDO}
    for table in ("_specialized_instructions", "_specialized_opmap"):  # of 3.11 and 3.12, of 3.13 and later
        names.update(getattr(opcode, table, ()))
    return frozenset(names)


def exists(name: str) -> bool:
    """Whether the running Python has ``name``.

    It may be an instruction (``LOAD_FAST``), an attribute of one of the types that are known by their prefix
    (``f_back``, ``co_code``), a built-in (``NameError``), an attribute that every package, function or object has
    (``__spec__``), or a dotted name that begins with a module or a built-in (``types.FrameType.f_back``).
    """
    for prefix, owner in _TYPES.items():
        if name.startswith(prefix):
            return hasattr(owner, name)
    if name in instructions():
        return True
    if name.startswith("__") and any(hasattr(owner, name) for owner in (importlib, exists, type)):
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is deprecated is there
        return any(_has(owner, rest) for owner, rest in _beginnings(name))


def _beginnings(name: str) -> List[Tuple[Any, List[str]]]:
    """Return each module that ``name`` begins with, and the built-ins, with the parts of the name that are left."""
    parts = name.split(".")
    owners = [(builtins, parts)]
    for count in range(1, len(parts) + 1):
        try:
            owners.append((importlib.import_module(".".join(parts[:count])), parts[count:]))
        except ImportError:
            break
    return owners


def _has(owner: Any, parts: List[str]) -> bool:
    for part in parts:
        if not hasattr(owner, part):
            return False
        owner = getattr(owner, part)
    return True


if __name__ == "__main__":
    for line in Path("names.list").read_text(encoding="utf-8").splitlines():
        print(line, exists(line))
