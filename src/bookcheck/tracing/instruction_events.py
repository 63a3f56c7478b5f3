"""Stops before each instruction of the first call of a function.

Until 3.11 ``sys.settrace`` with ``frame.f_trace_opcodes`` does that. From 3.12 on ``sys.monitoring`` (PEP 669) does,
for one code object alone; the ``opcode`` events of ``settrace`` do not arrive there.
"""

import opcode
import sys
from types import CodeType, FrameType
from typing import Any, Callable, Optional

OnInstruction = Callable[[FrameType, int], None]
"""Is told the frame, and the offset of the instruction that comes next."""

OnEnd = Callable[[Any, bool], None]
"""Is told what the call returned, and whether it did: an exception returns nothing."""


def watch(code: CodeType, on_instruction: OnInstruction, on_end: OnEnd) -> None:
    """Begin to watch for the first call of ``code``, and tell of it."""
    events = _Events(code, on_instruction, on_end)
    if sys.version_info >= (3, 12):
        _monitor(events)
    else:
        sys.settrace(events.on_call)


class _Events:
    """The frame of the first call, once it is there, and who is told of it."""

    def __init__(self, code: CodeType, on_instruction: OnInstruction, on_end: OnEnd) -> None:
        self.code = code
        self.frame: Optional[FrameType] = None
        self._on_instruction = on_instruction
        self._on_end = on_end

    def instruction(self, frame: FrameType, offset: int) -> None:
        """Pass on an event of the first call: a call inside it is of another frame."""
        if self.frame is None:
            self.frame = frame
        if frame is self.frame:
            self._on_instruction(frame, offset)

    def end(self, frame: FrameType, value: Any, returned: bool) -> None:
        if frame is self.frame:
            self._on_end(value, returned)

    # -- sys.settrace: called for every frame that begins; what it returns is called for the events in that frame

    def on_call(self, frame: FrameType, event: str, argument: Any) -> Optional[Callable[..., Any]]:
        if event != "call" or frame.f_code is not self.code or self.frame is not None:
            return None
        self.frame = frame
        frame.f_trace_lines = False
        frame.f_trace_opcodes = True
        return self.on_event

    def on_event(self, frame: FrameType, event: str, argument: Any) -> Callable[..., Any]:
        if event == "opcode":
            self.instruction(frame, frame.f_lasti)
        elif event == "return":
            # The event comes for an exception too, with None: then the last instruction is no return.
            returned = self.code.co_code[frame.f_lasti] == _RETURN_VALUE
            self.end(frame, argument, returned)
        return self.on_event


def _monitor(events: _Events) -> None:
    monitoring = getattr(sys, "monitoring")  # noqa: B009 (not there before 3.12)
    tool, kinds = monitoring.PROFILER_ID, monitoring.events

    def on_instruction(code: CodeType, offset: int) -> None:
        events.instruction(sys._getframe(1), offset)

    def on_return(code: CodeType, offset: int, value: Any) -> None:
        events.end(sys._getframe(1), value, True)

    def on_unwind(code: CodeType, offset: int, exception: BaseException) -> None:
        if code is events.code:  # this event comes for every function
            events.end(sys._getframe(1), exception, False)

    monitoring.use_tool_id(tool, "bookcheck")
    monitoring.register_callback(tool, kinds.INSTRUCTION, on_instruction)
    monitoring.register_callback(tool, kinds.PY_RETURN, on_return)
    monitoring.register_callback(tool, kinds.PY_UNWIND, on_unwind)
    monitoring.set_local_events(tool, events.code, kinds.INSTRUCTION | kinds.PY_RETURN)
    monitoring.set_events(tool, kinds.PY_UNWIND)


_RETURN_VALUE = opcode.opmap["RETURN_VALUE"]
