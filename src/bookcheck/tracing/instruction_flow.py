"""The instructions of a function: the text of each, which may follow which, and how deep the stack then is."""

import dis
from bisect import bisect_right
from types import CodeType
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

from bookcheck.tracing.written_values import describe, plain

_ENDS = ("RETURN_VALUE", "RETURN_CONST", "RAISE_VARARGS", "RERAISE")
_JUMPS_ALWAYS = ("JUMP_FORWARD", "JUMP_ABSOLUTE", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT")

# The interpreter may pass these without an event: FOR_ITER jumps over END_FOR when the iterator has ended
# (Python/bytecodes.c), EXTENDED_ARG is one with the instruction behind it, RESUME and the others do nothing to see.
# In 3.13 it jumps over the POP_TOP behind END_FOR too.
_SILENT = ("END_FOR", "EXTENDED_ARG", "NOP", "NOT_TAKEN", "RESUME", "COPY_FREE_VARS", "MAKE_CELL")

# 3.8 alone has them. dis.stack_effect() counts six entries for what is one without an exception.
UNCOUNTED = ("BEGIN_FINALLY", "CALL_FINALLY", "END_FINALLY", "POP_FINALLY", "WITH_CLEANUP_START")

_PRECALL = "PRECALL" in dis.opmap


class Instruction(NamedTuple):
    """One instruction: ``text`` is its name and what it is applied to, ``label`` its name as a jump's target."""

    offset: int
    name: str
    opcode: int
    argument: Optional[int]
    text: str
    label: str
    line: int
    target: Optional[int]

    def effect(self, jumps: bool) -> int:
        """Return by how many entries it makes the stack deeper if it jumps, or if it does not."""
        if self.name == "PRECALL":
            return 0  # 3.11: the compiler counts the arguments here, but CALL, which comes next, takes them
        if self.name == "CALL" and _PRECALL:
            return -1 - (self.argument or 0)
        return dis.stack_effect(self.opcode, self.argument, jump=jumps)

    def followers(self, next_offset: Optional[int]) -> Iterator[Tuple[int, int]]:
        """Yield the offset of each instruction that may come after it, and its effect if that one does."""
        if self.name in _ENDS or self.name in UNCOUNTED:
            return
        if self.target is not None:
            yield self.target, self.effect(True)
        if self.name not in _JUMPS_ALWAYS and next_offset is not None:
            yield next_offset, self.effect(False)


class Flow:
    """The instructions of ``code``, and what may follow each."""

    def __init__(self, code: CodeType) -> None:
        instructions = list(dis.get_instructions(code))
        jumps = {*dis.hasjrel, *dis.hasjabs}
        targets = sorted({instruction.argval for instruction in instructions if instruction.opcode in jumps})
        labels = {offset: "L{}".format(number) for number, offset in enumerate(targets, 1)}
        line_starts: List[Tuple[int, Optional[int]]] = list(dis.findlinestarts(code))  # None is from 3.13 on
        starts = {offset: line for offset, line in line_starts if line is not None}
        line = code.co_firstlineno
        self.offsets = [instruction.offset for instruction in instructions]
        self.at: Dict[int, Instruction] = {}
        for instruction in instructions:
            line = starts.get(instruction.offset, line)  # one without a line counts to the line before it
            target = instruction.argval if instruction.opcode in jumps else None
            self.at[instruction.offset] = Instruction(
                instruction.offset,
                instruction.opname,
                instruction.opcode,
                instruction.arg,
                _text(instruction, labels),
                labels.get(instruction.offset, ""),
                line,
                target,
            )

    def real(self, offset: int) -> Instruction:
        """Return the instruction at ``offset``; for an EXTENDED_ARG the one that it is part of."""
        while self.at[offset].name == "EXTENDED_ARG":
            offset = self._next(offset) or offset
        return self.at[offset]

    def _next(self, offset: int) -> Optional[int]:
        index = bisect_right(self.offsets, offset)
        return self.offsets[index] if index < len(self.offsets) else None

    def followers(self, offset: int) -> List[Tuple[int, int]]:
        """Return the offset of each instruction that may come after that at ``offset``, and the effect until then."""
        return list(self.at[offset].followers(self._next(offset)))

    def depth_after(self, first: Instruction, depth: int, second: Instruction) -> Set[int]:
        """Return how deep the stack may be at ``second`` when it was ``depth`` at ``first``, the last one seen.

        None at all if ``second`` cannot come next.
        """
        depths: Set[int] = set()
        todo, seen = [(first.offset, depth)], set()
        while todo:
            offset, before = todo.pop()
            for after, effect in self.followers(offset):
                reached = (after, before + effect)
                if after == second.offset:
                    depths.add(before + effect)
                elif self._silent(offset, after) and reached not in seen:
                    seen.add(reached)
                    todo.append(reached)
        return depths

    def _silent(self, offset: int, after: int) -> bool:
        """Return whether no event need come for the instruction at ``after``, the next one after that at ``offset``."""
        ends_loop = self.at[offset].name == "END_FOR" and self.at[after].name == "POP_TOP"
        return ends_loop or self.at[after].name in _SILENT

    def depths(self) -> Dict[int, int]:
        """Return how deep the stack is before each instruction that is reached without an exception.

        Raises :class:`ValueError` if two ways to an instruction leave the stack at different depths.
        """
        depths = {self.offsets[0]: 0}
        todo = [self.offsets[0]]
        while todo:
            offset = todo.pop()
            for after, effect in self.followers(offset):
                depth = depths[offset] + effect
                if after not in depths:
                    depths[after] = depth
                    todo.append(after)
                elif depths[after] != depth:
                    name = self.at[after].name
                    raise ValueError("{} may be reached with {} or {} entries".format(name, depths[after], depth))
        return depths


def _text(instruction: "dis.Instruction", labels: Dict[int, str]) -> str:
    """Return the name and what :mod:`dis` writes behind it, the target of a jump as from 3.13 on: by its label."""
    if instruction.arg is None:
        return instruction.opname
    argument: Any = instruction.argrepr or instruction.arg
    if instruction.opcode in dis.hasconst:
        argument = describe(instruction.argval)  # dis would write addresses, and sets in the order of their hashes
    elif instruction.opcode in (*dis.hasjrel, *dis.hasjabs):
        argument = "to " + labels[instruction.argval]
    return "{} {}".format(instruction.opname, plain(str(argument)))
