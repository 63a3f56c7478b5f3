"""Probes of the claims on page 3.15. Each observes what the running Python does; none asks for its version."""

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
    """A trace function hears of the first instruction of a function."""
    offsets, _ = _trace_of_double()
    return offsets[0] == 0


def resume_has_no_event():
    """A trace function does not hear of `RESUME`."""
    offsets, _ = _trace_of_double()
    names = {each.offset: each.opname for each in dis.get_instructions(_double)}
    return "RESUME" in names.values() and "RESUME" not in [names[offset] for offset in offsets]


def locals_are_a_dict():
    """`f_locals` of the frame of a function is one dict, filled anew at every event of a trace function."""
    _, kept = _trace_of_double()
    one_dict = type(kept[0]) is dict and all(each is kept[0] for each in kept)
    return one_dict and kept[0] == {"number": 1, "product": 2}


def locals_are_a_view():
    """`f_locals` of the frame of a function is a view of its variables and no dict."""
    _, kept = _trace_of_double()
    return not isinstance(kept[0], dict) and dict(kept[0]) == {"number": 1, "product": 2}


def dump_can_indent():
    """`ast.dump()` takes `indent` and then puts each node on a line of its own."""
    try:
        return ast.dump(ast.parse("a + b"), indent=2).count("\n") > 3
    except TypeError:  # no such argument
        return False


def monitoring_exists():
    """`sys.monitoring` exists and can be asked for events of single lines and instructions."""
    events = getattr(getattr(sys, "monitoring", None), "events", None)
    return hasattr(events, "LINE") and hasattr(events, "INSTRUCTION")
