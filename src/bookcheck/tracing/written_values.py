"""Writes a value in few characters, the same in every run: no address, no order of hashes, no code of the program.

What a type of the program would write of its values is not asked: that would run, and trace, more of the program.
"""

import types
from typing import Any, Callable, Dict, Iterable

LONGEST = 40
ITEMS = 8
DEEPEST = 3

FIELD, ENTRY = "│", "·"
"""What is between the fields, and between the entries of a field, of a line of a trace; never in a value."""

_ESCAPES = str.maketrans({FIELD: "\\u2502", ENTRY: "\\xb7", "\n": "\\n", "\r": "\\r"})


def describe(value: Any) -> str:
    """Return the text of ``value``: as ``repr`` writes it if it is plain data, else ``<what it is>``."""
    return _describe(value, DEEPEST).translate(_ESCAPES)


def plain(text: str) -> str:
    """Return ``text`` so that it fits in a field of a line."""
    return text.translate(_ESCAPES)


def _describe(value: Any, deepest: int) -> str:
    kind = type(value)
    if kind in _SCALARS:
        return _short(repr(value))
    if kind in _CONTAINERS:
        return _container(value, deepest)
    if kind in _NAMED:
        return _NAMED[kind](value)
    if isinstance(value, type):
        return "<class {}>".format(type.__getattribute__(value, "__name__"))
    if kind is types.CellType:
        try:
            return "<cell {}>".format(_describe(value.cell_contents, deepest - 1))
        except ValueError:
            return "<cell, empty>"
    return "<{}>".format(type.__getattribute__(kind, "__name__"))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 2] + "…" + text[-1]


def _container(value: Any, deepest: int) -> str:
    if not deepest:
        return "…" if value else repr(value)
    if type(value) is dict:
        pairs = ["{}: {}".format(*(_describe(part, deepest - 1) for part in pair)) for pair in value.items()]
        return "{{{}}}".format(_joined(pairs))
    texts: Iterable[str] = [_describe(item, deepest - 1) for item in value]
    if type(value) is list:
        return "[{}]".format(_joined(texts))
    if type(value) is tuple:
        return "({}{})".format(_joined(texts), "," if len(value) == 1 else "")
    inside = "{{{}}}".format(_joined(sorted(texts))) if value else ""
    if type(value) is set:
        return inside or "set()"
    return "frozenset({})".format(inside)


def _joined(texts: Iterable[str]) -> str:
    items = list(texts)
    return ", ".join(items[:ITEMS] + ["…"] if len(items) > ITEMS else items)


def _bound(value: Any) -> str:
    if isinstance(value.__self__, (types.ModuleType, type(None))):
        return "<built-in {}>".format(value.__name__)
    owner = value.__self__ if isinstance(value.__self__, type) else type(value.__self__)
    return "<method {}.{}>".format(type.__getattribute__(owner, "__name__"), value.__name__)


_SCALARS = {type(None), bool, int, float, complex, str, bytes, range, slice, type(...), type(NotImplemented)}
_CONTAINERS = {list, tuple, dict, set, frozenset}
_NAMED: Dict[type, Callable[[Any], str]] = {
    types.FunctionType: lambda value: "<function {}>".format(value.__name__),
    types.BuiltinFunctionType: _bound,
    types.MethodType: _bound,
    types.MethodWrapperType: _bound,
    types.MethodDescriptorType: lambda value: "<method {}.{}>".format(value.__objclass__.__name__, value.__name__),
    types.WrapperDescriptorType: lambda value: "<method {}.{}>".format(value.__objclass__.__name__, value.__name__),
    types.ModuleType: lambda value: "<module {}>".format(value.__name__),
    types.CodeType: lambda value: "<code {}>".format(value.co_name),
}
