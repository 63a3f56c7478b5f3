"""The inventories of other projects: which names their documentation has, in the file format of Sphinx.

The format, version 2, is that of ``sphinx.util.inventory``: four lines of text, then lines compressed with zlib, each
``name domain:type priority address title``.
"""

import re
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Dict, FrozenSet, Mapping, Set

from bookcheck.errors import BookError

PYTHON_ROLES: Mapping[str, FrozenSet[str]] = {
    "py:attr": frozenset(("py:attribute", "py:property", "py:method")),
    "py:class": frozenset(("py:class", "py:exception", "py:type")),
    "py:const": frozenset(("py:data",)),
    "py:data": frozenset(("py:data",)),
    "py:exc": frozenset(("py:exception", "py:class")),
    "py:func": frozenset(("py:function",)),
    "py:meth": frozenset(("py:method", "py:classmethod", "py:staticmethod")),
    "py:mod": frozenset(("py:module",)),
}
"""The roles for objects of Python, and the types of objects that each leads to: ``PythonDomain.object_types``."""

_LINE = re.compile(r"(?P<name>.+?)\s+(?P<kind>\S+:\S+)\s+-?\d+\s+\S*(?:\s+.*)?")


class Inventory:
    """The names in some inventories, by type; it is false if there is none."""

    def __init__(self, names: Mapping[str, Set[str]]) -> None:
        self._names = names

    def __bool__(self) -> bool:
        return bool(self._names)

    @classmethod
    def read(cls, folder: "Path | None") -> "Inventory":
        """Return what the files ``*.inv`` of ``folder`` hold; raise :class:`BookError` for one that is malformed."""
        names: Dict[str, Set[str]] = defaultdict(set)
        for path in sorted(folder.glob("*.inv")) if folder else ():
            try:
                *_, packed = path.read_bytes().split(b"\n", 4)
                text = zlib.decompress(packed).decode("utf-8")
            except (ValueError, zlib.error) as error:
                raise BookError(
                    "an inventory cannot be read", path=path, found=str(error), fix="git checkout " + str(path)
                ) from None
            for line in text.splitlines():
                match = _LINE.fullmatch(line)
                if match:
                    names[match["kind"]].add(match["name"])
        return cls(dict(names))

    def has(self, role: str, name: str) -> bool:
        """Whether an object called ``name`` is there, of a type that ``role`` leads to, or of the type ``role``."""
        return any(name in self._names.get(kind, ()) for kind in PYTHON_ROLES.get(role, (role,)))

    def like(self, name: str) -> FrozenSet[str]:
        """Return the names of Python's objects that begin with the letter of ``name``, to compare it with."""
        start = name[:1]
        every = (known for kind, names in self._names.items() if kind.startswith("py:") for known in names)
        return frozenset(known for known in every if known.startswith(start))
