"""Probes of the claims on page 3.14. Each observes what the running Python does; none asks for its version."""

import dis
import importlib
import sys
import sysconfig


def can_ask_about_the_gil():
    """`sys._is_gil_enabled()` says whether the GIL is on now."""
    ask = getattr(sys, "_is_gil_enabled", None)
    return ask is not None and isinstance(ask(), bool)


def build_says_whether_it_is_free_threaded():
    """sysconfig knows the configuration variable Py_GIL_DISABLED, 0 or 1."""
    return sysconfig.get_config_var("Py_GIL_DISABLED") in (0, 1)


def abi_says_whether_it_is_free_threaded():
    """`sys.abi_info.free_threaded` says whether this is the free-threaded build."""
    abi = getattr(sys, "abi_info", None)
    return abi is not None and isinstance(abi.free_threaded, bool)


def start_of_a_function_counts():
    """`RESUME`, with which a function begins, has a counter in an inline cache."""

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
    """The module `concurrent.interpreters` is there."""
    try:
        module = importlib.import_module("concurrent.interpreters")
    except ImportError:
        return False
    return hasattr(module, "create")


def interpreters_have_a_pool():
    """`concurrent.futures` has `InterpreterPoolExecutor`."""
    return hasattr(importlib.import_module("concurrent.futures"), "InterpreterPoolExecutor")
