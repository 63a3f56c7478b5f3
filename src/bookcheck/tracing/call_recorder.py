"""Puts together what is seen of one call: a :class:`Sight` at each instruction, and in the end a trace."""

from types import CodeType, FrameType
from typing import Any, Dict, List, NamedTuple, Sequence

from bookcheck.tracing.frame_layouts import Entry, Layout, Operands, read_entries
from bookcheck.tracing.instruction_flow import UNCOUNTED, Flow, Instruction
from bookcheck.tracing.recorded_trace import Step, Trace
from bookcheck.tracing.step_checks import Sight, check_return, check_step
from bookcheck.tracing.written_values import describe

LONGEST = 200
"""The most instructions of a trace: nobody reads more."""


class Untraceable(Exception):
    """The call cannot be traced; the text says why."""


class _Seen(NamedTuple):
    """What was seen at one instruction, and the same as text: a list may hold something else a moment later."""

    sight: Sight
    step: Step


class Recorder:
    """Records one call of ``code``, whose source is ``source``, by what ``layout`` says of frames."""

    def __init__(self, code: CodeType, source: Sequence[str], layout: Layout, longest: int = LONGEST) -> None:
        self.code = code
        self.source = source
        self.layout = layout
        self.longest = longest
        self.flow = Flow(code)
        self.depths = self.flow.depths()
        self.names = list(dict.fromkeys((*code.co_varnames, *code.co_cellvars, *code.co_freevars)))
        self.seen: List[_Seen] = []
        self.extended = False

    def on_instruction(self, frame: FrameType, offset: int) -> None:
        """Record the instruction at ``offset``, which comes next; raise :class:`Untraceable` if that cannot be."""
        # Some Pythons tell of EXTENDED_ARG alone, some of the instruction behind it too.
        repeated = self.extended and self.flow.at[offset] is self.seen[-1].sight.instruction
        self.extended = self.flow.at[offset].name == "EXTENDED_ARG"
        if repeated:
            return
        instruction = self.flow.real(offset)
        if instruction.name == "RESUME":
            return  # it does nothing to see, and until 3.11 there is none, or no event for it
        if len(self.seen) == self.longest:
            raise Untraceable("it runs more than {} instructions".format(self.longest))
        seen = self._look(frame, instruction)
        if self.seen:
            problem = check_step(self.flow, self.code, self.seen[-1].sight, seen.sight)
            if problem:
                raise Untraceable(problem)
        self.seen.append(seen)

    def _look(self, frame: FrameType, instruction: Instruction) -> _Seen:
        if instruction.name in UNCOUNTED:
            raise Untraceable("it comes to {}: the end of a with or a try is not followed".format(instruction.name))
        known = self.depths.get(instruction.offset)
        if known is None:
            raise Untraceable("it comes to {} by an exception".format(instruction.name))
        operands = self.layout.find(frame)
        depth = known if operands.depth is None else operands.depth
        if depth != known:
            raise Untraceable("{} finds {} entries, not {}".format(instruction.name, depth, known))
        entries = read_entries(operands.start, depth, self.layout.tagged)
        locals_ = self._locals(frame, operands)
        step = Step(
            instruction.line,
            self.source[instruction.line - 1].strip(),
            instruction.label,
            instruction.text,
            tuple(map(_entry, entries)),
            tuple("{}={}".format(name, describe(value)) for name, value in locals_.items()),
        )
        return _Seen(Sight(instruction, entries, {name: id(value) for name, value in locals_.items()}), step)

    def _locals(self, frame: FrameType, operands: Operands) -> Dict[str, Any]:
        """Return the locals that have a value, in the order of their places."""
        values = dict(frame.f_locals)
        if operands.locals is not None:
            # From 3.12 on a comprehension runs in the frame around it, and f_locals hides its variables.
            slots = read_entries(operands.locals, len(self.code.co_varnames), self.layout.tagged)
            for name, slot in zip(self.code.co_varnames, slots):
                if slot.address and name not in values and name not in self.code.co_cellvars:
                    values[name] = slot.value
        return {name: values[name] for name in self.names if name in values}

    def finish(self, value: Any) -> Trace:
        """Return the trace of the call, which returned ``value``; raise :class:`Untraceable` if that cannot be."""
        if not self.seen:
            raise Untraceable("no instruction of it was seen")
        problem = check_return(self.code, self.seen[-1].sight, value)
        if problem:
            raise Untraceable(problem)
        steps = tuple(seen.step for seen in self.seen)
        count = self.code.co_argcount + self.code.co_kwonlyargcount + bin(self.code.co_flags & _STARRED).count("1")
        arguments = tuple(text for text in steps[0].locals if text.partition("=")[0] in self.code.co_varnames[:count])
        return Trace(self.code.co_name, arguments, steps, describe(value))


_STARRED = 0x04 | 0x08
"""CO_VARARGS and CO_VARKEYWORDS."""


def _entry(entry: Entry) -> str:
    if entry.integer is not None:
        return "<tagged {}>".format(entry.integer)
    return describe(entry.value) if entry.address else "NULL"
