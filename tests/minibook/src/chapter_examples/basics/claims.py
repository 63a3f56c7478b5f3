"""Probes of the small book: each observes what the running Python does."""

import keyword
import time


def assignment_expression():
    """An assignment expression compiles."""
    try:
        compile("(n := 1)", "<probe>", "exec")
    except SyntaxError:
        return False
    return True


def processor_clock():
    """The module time has a function clock()."""
    return hasattr(time, "clock")


def clock_and_async():
    """There is time.clock(), and async is a reserved word."""
    return hasattr(time, "clock") and keyword.iskeyword("async")
