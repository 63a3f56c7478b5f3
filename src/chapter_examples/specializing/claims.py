"""Probes of the claims on page 3.13. Each observes what the running Python does; none asks for its version."""

import asyncio
import dis
import inspect
import sys


def _function(source):
    """Return the code object of the first function of ``source``, compiled and not run."""
    return compile(source, "<probe>", "exec").co_consts[0]


def dis_shows_adapted_instructions():
    """`dis` can show instructions as they have adapted, not only as compiled."""
    return "adaptive" in inspect.signature(dis.dis).parameters


def instructions_adapt():
    """An addition that keeps meeting integers is replaced by `BINARY_OP_ADD_INT`, one that meets strings by another."""
    if not dis_shows_adapted_instructions():
        return False
    forms = []
    for value in (1, "ab"):
        namespace = {}
        exec("def add(left, right):\n    return left + right\n", namespace)
        for _ in range(100):
            namespace["add"](value, value)
        forms += [i.opname for i in dis.get_instructions(namespace["add"], adaptive=True) if "BINARY_OP" in i.opname]
    return forms == ["BINARY_OP_ADD_INT", "BINARY_OP_ADD_UNICODE"]


def adapts_in_the_eighth_call():
    """An addition of integers has not adapted after seven calls of its function, and has after eight."""
    if not dis_shows_adapted_instructions():
        return False
    namespace = {}
    exec("def add(left, right):\n    return left + right\n", namespace)
    add = namespace["add"]

    def has_adapted():
        return "BINARY_OP_ADD_INT" in [i.opname for i in dis.get_instructions(add, adaptive=True)]

    for _ in range(7):
        add(1, 2)
    early = has_adapted()
    add(1, 2)
    return has_adapted() and not early


def instructions_name_their_cache():
    """An instruction of the `dis` module names what is in its inline cache: the attribute `cache_info`."""
    instructions = dis.get_instructions(_function("def f(point):\n    return point.x\n"))
    return any(getattr(instruction, "cache_info", None) for instruction in instructions)


def entering_try_sets_up():
    """A function that tries something executes `SETUP_FINALLY` first and `POP_BLOCK` later."""
    code = _function("def f(text):\n    try:\n        return int(text)\n    except ValueError:\n        return 0\n")
    names = [instruction.opname for instruction in dis.get_instructions(code)]
    return "SETUP_FINALLY" in names and "POP_BLOCK" in names


def entering_try_does_nothing():
    """The only instruction that a try adds to the way without an exception is a NOP."""
    code = _function("def f(text):\n    try:\n        return int(text)\n    except ValueError:\n        return 0\n")
    plain = _function("def f(text):\n    return int(text)\n")
    names = [instruction.opname for instruction in dis.get_instructions(code)]
    wanted = [instruction.opname for instruction in dis.get_instructions(plain)]
    return "NOP" in names and [name for name in names if name != "NOP"][: len(wanted)] == wanted


def monitoring_is_there():
    """`sys.monitoring` is there, and reports the start of a function to whoever asks."""
    monitoring = getattr(sys, "monitoring", None)
    return monitoring is not None and hasattr(monitoring.events, "PY_START")


def tasks_can_start_eagerly():
    """asyncio can run a new task at once, up to its first wait, before it puts it into the queue."""
    return hasattr(asyncio, "eager_task_factory")


def subscript_is_a_binary_op():
    """A subscript such as `prices[0]` is compiled to `BINARY_OP`."""
    code = _function("def f(prices):\n    return prices[0]\n")
    return "BINARY_OP" in [instruction.opname for instruction in dis.get_instructions(code)]


def looking_has_a_name_of_its_own():
    """An addition of lists, for which there is no special form, stands there as `BINARY_OP_ADAPTIVE`."""
    if not dis_shows_adapted_instructions():
        return False
    namespace = {}
    exec("def add(left, right):\n    return left + right\n", namespace)
    add = namespace["add"]
    for _ in range(20):
        add([], [])
    return "BINARY_OP_ADAPTIVE" in [i.opname for i in dis.get_instructions(add, adaptive=True)]
