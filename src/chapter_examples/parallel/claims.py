"""Probes for the claims of page 3.14. Each observes what the running Python does, whatever its version number is."""

import dis
import importlib
import math
import os
import sys
import sysconfig


def can_ask_about_the_gil():
    """`sys._is_gil_enabled()` returns `True` or `False`."""
    ask = getattr(sys, "_is_gil_enabled", None)
    return ask is not None and isinstance(ask(), bool)


def build_says_whether_it_is_free_threaded():
    """The configuration variable `Py_GIL_DISABLED` of `sysconfig` is 0 or 1."""
    return sysconfig.get_config_var("Py_GIL_DISABLED") in (0, 1)


def abi_says_whether_it_is_free_threaded():
    """`sys.abi_info.free_threaded` is `True` or `False`."""
    abi = getattr(sys, "abi_info", None)
    return abi is not None and isinstance(abi.free_threaded, bool)


def start_of_a_function_counts():
    """`RESUME`, at the start of a function, has an inline cache."""

    def empty():
        pass

    for instruction in dis.get_instructions(empty):
        if instruction.opname == "RESUME":
            return bool(getattr(instruction, "cache_info", None))
    return False


def none_is_immortal():
    """A thousand more references to `None` do not change its reference count."""
    before = sys.getrefcount(None)
    references = [None] * 1000
    after = sys.getrefcount(None)
    return len(references) == 1000 and before == after


def interpreters_have_a_module():
    """The module `concurrent.interpreters` creates an interpreter that runs code in a namespace of its own."""
    try:
        module = importlib.import_module("concurrent.interpreters")
    except ImportError:
        return False
    interpreter = module.create()
    interpreter.prepare_main(number=2)
    try:
        interpreter.exec("if number != 2: raise ValueError")
        interpreter.exec("raise ValueError")
    except module.ExecutionFailed as failure:
        return failure.excinfo.type.__name__ == "ValueError"
    finally:
        interpreter.close()
    return False


def interpreters_have_a_pool():
    """`concurrent.futures.InterpreterPoolExecutor` calls functions in other interpreters of the same process."""
    pools = getattr(importlib.import_module("concurrent.futures"), "InterpreterPoolExecutor", None)
    if pools is None:
        return False
    with pools(max_workers=1) as pool:
        return pool.submit(os.getpid).result() == os.getpid() and list(pool.map(math.factorial, [3, 4])) == [6, 24]
