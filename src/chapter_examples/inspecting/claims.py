"""Probes of the claims on page 3.15. Each observes what the running Python does; none asks for its version."""

import ast
import dis
import sys


def _double(number):
    return number * 2


def _trace_of_double():
    """Call ``_double`` with a trace function; return the offsets of its opcode events and its last ``f_locals``."""
    offsets, last = [], []

    def watch(frame, event, argument):
        if frame.f_code is _double.__code__:
            frame.f_trace_opcodes = True
            if event == "opcode":
                offsets.append(frame.f_lasti)
            last[:] = [frame.f_locals]
            return watch
        return None

    before = sys.gettrace()
    sys._getframe().f_trace_opcodes = True
    sys.settrace(watch)
    try:
        _double(1)
    finally:
        sys.settrace(before)
    return offsets, last[0]


def first_instruction_has_an_event():
    """A trace function hears of the first instruction of a function."""
    offsets, _ = _trace_of_double()
    return offsets[0] == 0


def resume_has_no_event():
    """A trace function does not hear of RESUME."""
    offsets, _ = _trace_of_double()
    names = {each.offset: each.opname for each in dis.get_instructions(_double)}
    return "RESUME" in names.values() and "RESUME" not in [names[offset] for offset in offsets]


def locals_are_a_dict():
    """f_locals of the frame of a function is a dict."""
    _, last = _trace_of_double()
    return type(last) is dict


def locals_are_a_view():
    """f_locals of the frame of a function is a view of its variables and no dict."""
    _, last = _trace_of_double()
    return not isinstance(last, dict) and dict(last) == {"number": 1}


def dump_can_indent():
    """ast.dump() takes indent and then puts each node on a line of its own."""
    try:
        return ast.dump(ast.parse("a + b"), indent=2).count("\n") > 3
    except TypeError:  # no such argument
        return False


def monitoring_exists():
    """sys.monitoring exists and can be asked for events of single lines and instructions."""
    events = getattr(getattr(sys, "monitoring", None), "events", None)
    return hasattr(events, "LINE") and hasattr(events, "INSTRUCTION")
