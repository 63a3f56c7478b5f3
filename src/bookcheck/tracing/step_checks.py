"""Doubts a trace while it is recorded: is what was read what the instructions leave?

Three questions, none of which asks the layout that the entries were read by. May this instruction follow that one, and
is the stack then as deep as their effects make it? Does a load leave the very object that it loads on the stack, and a
store the one that it takes in the local? Is the entry that the last instruction returns what the function returned?
"""

from types import CodeType
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Tuple

from bookcheck.tracing.frame_layouts import Entry
from bookcheck.tracing.instruction_flow import Flow, Instruction


class Sight(NamedTuple):
    """An instruction that comes next, the entries of the stack before it, and the address of each local's value."""

    instruction: Instruction
    entries: Tuple[Entry, ...]
    locals: Dict[str, int]


def check_step(flow: Flow, code: CodeType, before: Sight, after: Sight) -> Optional[str]:
    """Return why ``after`` cannot be what comes after ``before``, or None if it can."""
    first, second = before.instruction, after.instruction
    expected = flow.depth_after(first, len(before.entries), second)
    if not expected:
        return "{} comes after {}, by an exception or by an event that was lost".format(second.name, first.name)
    if len(after.entries) not in expected:
        wanted = " or ".join(map(str, sorted(expected)))
        return "{} leaves {} entries, not {}".format(first.name, len(after.entries), wanted)
    for wanted_address, address, what in _moved(code, before, after):
        if wanted_address != address:
            return "{} does not leave what it should {}".format(first.text, what)
    return None


def _moved(code: CodeType, before: Sight, after: Sight) -> Iterator[Tuple[int, int, str]]:
    """Yield, for each object that an instruction only moves, the address before it, after it, and where that is."""
    first = before.instruction
    if first.name == "LOAD_CONST":
        assert first.argument is not None
        yield id(code.co_consts[first.argument]), after.entries[-1].address, "on the stack"
    elif _only(first.name, "LOAD_FAST"):
        names = _names(first)
        for name, entry in zip(names, after.entries[-len(names) :]):
            if name in after.locals and name not in (*code.co_cellvars, *code.co_freevars):
                yield after.locals[name], entry.address, "on the stack"
    elif _only(first.name, "STORE_FAST"):
        for name, entry in dict(zip(_names(first), reversed(before.entries))).items():
            # A comprehension leaves its variable as it found it, without a value perhaps.
            yield after.locals.get(name, 0), entry.address, "in {}".format(name)


_SUFFIXES = ("", "_CHECK", "_BORROW")


def _only(name: str, kind: str) -> bool:
    """Return whether an instruction, perhaps two in one, is of ``kind``: ``LOAD_FAST_BORROW_LOAD_FAST_BORROW``."""
    return name in [kind + suffix for suffix in _SUFFIXES] + ["_".join([kind + suffix] * 2) for suffix in _SUFFIXES]


def _names(instruction: Instruction) -> List[str]:
    return instruction.text.partition(" ")[2].split(", ")


def check_return(code: CodeType, last: Sight, value: Any) -> Optional[str]:
    """Return why the call cannot have ended with ``last`` and returned ``value``, or None if it can."""
    instruction = last.instruction
    if instruction.name == "RETURN_CONST":
        assert instruction.argument is not None
        returned = id(code.co_consts[instruction.argument])
    elif instruction.name == "RETURN_VALUE":
        if len(last.entries) != 1:
            return "RETURN_VALUE finds {} entries, not 1".format(len(last.entries))
        returned = last.entries[0].address
    else:
        return "its last instruction is " + instruction.name
    return None if returned == id(value) else "it did not return what was left on the stack"
