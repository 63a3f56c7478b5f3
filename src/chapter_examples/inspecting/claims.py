"""Probes for the claims of page 3.15. Each observes what the running Python does, whatever its version number is."""

import ast
import dis
import sys


def _double(number):
    product = number * 2
    return product


def _trace_of_double():
    """Call ``_double`` with a trace function; return the offsets of its opcode events and every ``f_locals``."""
    offsets, kept = [], []

    def watch(frame, event, argument):
        if frame.f_code is _double.__code__:
            frame.f_trace_opcodes = True
            if event == "opcode":
                offsets.append(frame.f_lasti)
            kept.append(frame.f_locals)
            return watch
        return None

    before = sys.gettrace()
    sys._getframe().f_trace_opcodes = True
    sys.settrace(watch)
    try:
        _double(1)
    finally:
        sys.settrace(before)
    return offsets, kept


def first_instruction_has_an_event():
    """The first instruction of a function causes an event of a trace function."""
    offsets, _ = _trace_of_double()
    return offsets[0] == 0


def resume_has_no_event():
    """`RESUME`, the first instruction of a function, does not cause an event of a trace function."""
    offsets, _ = _trace_of_double()
    steps = list(dis.get_instructions(_double))
    return steps[0].opname == "RESUME" and steps[0].offset not in offsets and bool(offsets)


def locals_are_a_dict():
    """At each event of a trace function, `f_locals` is the same dictionary, filled again."""
    _, kept = _trace_of_double()
    one_dict = type(kept[0]) is dict and all(each is kept[0] for each in kept)
    return one_dict and kept[0] == {"number": 1, "product": 2}


def locals_are_a_view():
    """At each event of a trace function, `f_locals` is a view of the variables, not a dictionary."""
    _, kept = _trace_of_double()
    return not isinstance(kept[0], dict) and dict(kept[0]) == {"number": 1, "product": 2}


def dump_can_indent():
    """With `indent`, `ast.dump()` prints several lines."""
    try:
        return ast.dump(ast.parse("a + b"), indent=2).count("\n") > 3
    except TypeError:  # no such argument
        return False


def monitoring_exists():
    """`sys.monitoring` reports lines and instructions of one function to a tool that requests them."""
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        return False
    tool, events = monitoring.PROFILER_ID, monitoring.events
    lines, offsets = [], []
    monitoring.use_tool_id(tool, "probe")
    monitoring.register_callback(tool, events.LINE, lambda code, line: lines.append(line))
    monitoring.register_callback(tool, events.INSTRUCTION, lambda code, offset: offsets.append(offset))
    monitoring.set_local_events(tool, _double.__code__, events.LINE | events.INSTRUCTION)
    _double(1)
    monitoring.free_tool_id(tool)
    first = _double.__code__.co_firstlineno
    return lines == [first + 1, first + 2] and len(offsets) > len(lines)
