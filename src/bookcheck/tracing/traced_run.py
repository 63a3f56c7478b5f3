"""Runs a program until the first call of one of its functions has returned, and writes the trace of that call.

Whatever goes wrong ends the process at once with the status :data:`FAILED` and one sentence: an exception that is only
raised in the middle of somebody's program may be caught there.
"""

import os
import sys
import types
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, Callable, Iterator, NoReturn

from bookcheck.tracing.call_recorder import Recorder, Untraceable
from bookcheck.tracing.frame_layouts import layout
from bookcheck.tracing.instruction_events import watch
from bookcheck.tracing.recorded_trace import dump_trace

FAILED = 3
_SUSPENDS = 0x20 | 0x80 | 0x200
"""CO_GENERATOR, CO_COROUTINE, CO_ASYNC_GENERATOR."""


def trace_program(main: str, function: str, *arguments: str) -> None:
    """Run the program ``main`` with ``arguments`` as ``python main`` does and write the trace of ``function``.

    What the program writes goes nowhere. Does not return.
    """
    out = _Out()
    try:
        _run(main, function, arguments, out)
    except BaseException as error:  # SystemExit too
        out.fail("{} was not called before the program ended with {!r}".format(function, error))
    out.fail("{} is not called".format(function))


class _Out:
    """Where the trace goes, while what the program writes goes nowhere."""

    def __init__(self) -> None:
        self._descriptor = os.dup(1)
        os.set_inheritable(self._descriptor, False)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)

    def end(self, text: str, status: int = 0) -> NoReturn:
        data = text.encode("utf-8", "backslashreplace")
        while data:
            data = data[os.write(self._descriptor, data) :]
        os._exit(status)

    def fail(self, problem: str) -> NoReturn:
        self.end("cannot be traced: {}\n".format(problem), FAILED)


def _run(main: str, function: str, arguments: Any, out: _Out) -> None:
    data = Path(main).read_bytes()
    program = compile(data, main, "exec", dont_inherit=True)
    code = _find(program, function)
    if code.co_flags & _SUSPENDS:
        out.fail("{} is a generator or a coroutine, which stops in the middle".format(function))
    try:
        recorder = Recorder(code, _source_lines(data), layout())
    except ValueError as error:
        out.fail(str(error))

    def on_instruction(frame: FrameType, offset: int) -> None:
        _or_fail(out, lambda: recorder.on_instruction(frame, offset))

    def on_end(value: Any, returned: bool) -> None:
        if not returned:
            out.fail("{} ends with an exception".format(function))
        _or_fail(out, lambda: out.end(dump_trace(recorder.finish(value))))

    module = types.ModuleType("__main__")
    module.__dict__.update(__file__=main, __builtins__=sys.modules["builtins"])
    sys.modules["__main__"] = module
    sys.argv = [main, *arguments]
    sys.path.insert(0, os.getcwd())
    watch(code, on_instruction, on_end)
    exec(program, module.__dict__)


def _or_fail(out: _Out, do: Callable[[], None]) -> None:
    try:
        do()
    except Untraceable as error:
        out.fail(str(error))
    except BaseException as error:  # a mistake of the tracer
        out.fail("the tracer ends with {!r}".format(error))


def _source_lines(data: bytes) -> Any:
    import io
    import tokenize

    encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    return data.decode(encoding).split("\n")


def _find(program: CodeType, function: str) -> CodeType:
    """Return the code of a top-level function; that of a generic one is inside that of its type parameters."""
    for constant in _codes(program):
        if constant.co_name == function:
            return constant
        if constant.co_name == "<generic parameters of {}>".format(function):
            return _find(constant, function)
    raise LookupError("no function {}".format(function))


def _codes(code: CodeType) -> Iterator[CodeType]:
    return (constant for constant in code.co_consts if isinstance(constant, CodeType))
