"""Where each Python keeps the operands of a running frame.

All of it is private and may move with any release: each layout names the source that it is read from, and
:mod:`bookcheck.tracing.step_checks` finds out when it is no longer so.
"""

import ctypes
import struct
import sys
from types import CodeType, FrameType
from typing import Any, Callable, NamedTuple, Optional, Tuple

WORD = struct.calcsize("P")
"""The bytes of a pointer."""

_OBJECT = object.__basicsize__
"""The bytes before the first field of an object: two words, four in the free-threaded build."""

_TAG = 3
"""The bits of an entry that are no part of an address, from 3.14 on; both set: the entry is an integer."""


class Operands(NamedTuple):
    """Where a frame's value stack begins, and how deep it is now; None if the frame does not say.

    ``locals`` is where the locals begin, if they are in front of the stack.
    """

    start: int
    depth: Optional[int]
    locals: Optional[int] = None


class Layout(NamedTuple):
    """How to find the operands of a frame from ``since`` on; ``tagged`` says whether an entry has tag bits.

    ``source`` names where the layout is written in CPython's repository.
    """

    since: Tuple[int, int]
    find: Callable[[FrameType], Operands]
    tagged: bool
    source: str


def _word(address: int) -> int:
    return ctypes.c_size_t.from_address(address).value


def _int(address: int) -> int:
    return ctypes.c_int.from_address(address).value


def _slots(code: CodeType) -> int:
    """The locals, cells and free variables of ``code``; an argument that is a cell has one slot from 3.11 on."""
    return len({*code.co_varnames, *code.co_cellvars}) + len(code.co_freevars)


def _old_frame(frame: FrameType) -> int:
    """The address of ``f_valuestack``: behind ``ob_size`` and back, code, builtins, globals, locals."""
    return id(frame) + _OBJECT + 6 * WORD


def _by_stack_top(frame: FrameType) -> Operands:
    field = _old_frame(frame)
    start = _word(field)
    return Operands(start, (_word(field + WORD) - start) // WORD)


def _by_stack_depth(frame: FrameType) -> Operands:
    field = _old_frame(frame)
    return Operands(_word(field), _int(field + 2 * WORD))


def _interpreter_frame(frame: FrameType) -> int:
    """The address of the interpreter's own frame, which the frame object names behind ``f_back``."""
    return _word(id(frame) + _OBJECT + WORD)


def _with_stacktop(frame: FrameType) -> Operands:
    """``stacktop`` counts from the first local."""
    inner, slots = _interpreter_frame(frame), _slots(frame.f_code)
    first = inner + 9 * WORD
    return Operands(first + slots * WORD, _int(inner + 8 * WORD) - slots, first)


def _without_depth(frame: FrameType) -> Operands:
    """``stacktop`` is -1 while the frame runs: the interpreter keeps the depth to itself."""
    first = _interpreter_frame(frame) + 9 * WORD
    return Operands(first + _slots(frame.f_code) * WORD, None, first)


def _with_stackpointer(frame: FrameType) -> Operands:
    inner = _interpreter_frame(frame)
    first = inner + 10 * WORD
    start = first + _slots(frame.f_code) * WORD
    return Operands(start, (_word(inner + 8 * WORD) - start) // WORD, first)


LAYOUTS = (
    Layout((3, 8), _by_stack_top, False, "Include/frameobject.h: f_valuestack, f_stacktop"),
    Layout((3, 10), _by_stack_depth, False, "Include/cpython/frameobject.h: f_valuestack, f_trace, f_stackdepth"),
    Layout((3, 11), _with_stacktop, False, "Include/internal/pycore_frame.h: stacktop, localsplus"),
    Layout((3, 12), _without_depth, False, "Include/internal/pycore_frame.h: localsplus"),
    Layout((3, 14), _with_stackpointer, True, "Include/internal/pycore_interpframe_structs.h: stackpointer"),
)
"""Every layout, the oldest first. The tags are in ``Include/internal/pycore_stackref.h``."""


def layout(version: Tuple[int, int] = sys.version_info[:2]) -> Layout:
    """Return the layout of a Python: the newest that is not newer than it."""
    return [known for known in LAYOUTS if known.since <= version][-1]


class Entry(NamedTuple):
    """One entry of a value stack: the ``address`` of an object (0 for NULL), or else an ``integer``."""

    address: int
    integer: Optional[int] = None

    @property
    def value(self) -> Any:
        """The object at the address, which must not be 0."""
        return ctypes.cast(self.address, ctypes.py_object).value


def read_entries(start: int, depth: int, tagged: bool) -> Tuple[Entry, ...]:
    """Return the ``depth`` entries from the address ``start`` on, the bottom of the stack first."""
    words = [_word(start + index * WORD) for index in range(depth)]
    if not tagged:
        return tuple(Entry(word) for word in words)
    return tuple(Entry(0, word >> 2) if word & _TAG == _TAG else Entry(word & ~_TAG) for word in words)
