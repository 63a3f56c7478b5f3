"""Probes for the claims of page 3.13. Each observes what the running Python does, whatever its version number is."""

import asyncio
import dis
import inspect
import sys


def _function(source):
    """Return the code object of the first function of ``source``, compiled and not run."""
    return compile(source, "<probe>", "exec").co_consts[0]


def _adding_function():
    namespace = {}
    exec("def add(left, right):\n    return left + right\n", namespace)
    return namespace["add"]


def _additions(function):
    """Return the names of the instructions of ``function`` that add, as they are now."""
    steps = dis.get_instructions(function, adaptive=True)
    return [step.opname for step in steps if step.opname.startswith("BINARY_OP")]


def dis_shows_adapted_instructions():
    """`dis.dis()` accepts the argument `adaptive`."""
    return "adaptive" in inspect.signature(dis.dis).parameters


def instructions_adapt():
    """After a hundred calls, an addition of integers is one for integers, and one of strings is one for strings."""
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
    """An addition of integers has not adapted after seven calls of its function, and has adapted after eight."""
    if not dis_shows_adapted_instructions():
        return False
    add = _adding_function()
    for _ in range(7):
        add(1, 2)
    early = _additions(add)
    add(1, 2)
    return "BINARY_OP_ADD_INT" not in early and _additions(add) == ["BINARY_OP_ADD_INT"]


def instructions_name_their_cache():
    """The attribute `cache_info` of an instruction names the contents of its inline cache."""
    instructions = dis.get_instructions(_function("def f(point):\n    return point.x\n"))
    return any(getattr(instruction, "cache_info", None) for instruction in instructions)


def entering_try_sets_up():
    """A function with a `try` executes `SETUP_FINALLY` at its start and `POP_BLOCK` later."""
    code = _function("def f(text):\n    try:\n        return int(text)\n    except ValueError:\n        return 0\n")
    names = [instruction.opname for instruction in dis.get_instructions(code)]
    return names[0] == "SETUP_FINALLY" and "POP_BLOCK" in names


def entering_try_does_nothing():
    """On the way without an exception, the only instruction that a `try` adds is a `NOP`."""
    code = _function("def f(text):\n    try:\n        return int(text)\n    except ValueError:\n        return 0\n")
    plain = _function("def f(text):\n    return int(text)\n")
    names = [instruction.opname for instruction in dis.get_instructions(code)]
    wanted = [instruction.opname for instruction in dis.get_instructions(plain)]
    return "NOP" in names and [name for name in names if name != "NOP"][: len(wanted)] == wanted


def monitoring_is_there():
    """`sys.monitoring` reports the start of a function to a tool that requests it."""
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        return False
    tool, events, started = monitoring.PROFILER_ID, monitoring.events, []
    monitoring.use_tool_id(tool, "probe")
    monitoring.register_callback(tool, events.PY_START, lambda code, offset: started.append(code))
    add = _adding_function()
    monitoring.set_local_events(tool, add.__code__, events.PY_START)
    add(1, 2)
    monitoring.free_tool_id(tool)
    return started == [add.__code__]


def tasks_can_start_eagerly():
    """With `asyncio.eager_task_factory`, a new task runs up to its first wait before its creator continues."""
    factory = getattr(asyncio, "eager_task_factory", None)
    if factory is None:
        return False
    events = []

    async def child():
        events.append("child")
        await asyncio.sleep(0)

    async def parent():
        asyncio.get_running_loop().set_task_factory(factory)
        task = asyncio.create_task(child())
        events.append("parent")
        await task

    asyncio.run(parent())
    return events == ["child", "parent"]


def subscript_is_a_binary_op():
    """A subscript such as `prices[0]` is compiled to `BINARY_OP`."""
    code = _function("def f(prices):\n    return prices[0]\n")
    return "BINARY_OP" in [instruction.opname for instruction in dis.get_instructions(code)]


def looking_has_a_name_of_its_own():
    """After twenty additions of lists, the instruction that adds is `BINARY_OP_ADAPTIVE`."""
    if not dis_shows_adapted_instructions():
        return False
    add = _adding_function()
    for _ in range(20):
        add([], [])
    return _additions(add) == ["BINARY_OP_ADAPTIVE"]
