"""Probes of the first page of Appendix D. Each observes what the running Python does; none asks for its version."""

import asyncio
import builtins
import contextvars
import copy
import json
import pickle


def star_of_asyncio_hides_timeout_error():
    """`asyncio.TimeoutError` is another class than the built-in `TimeoutError`."""
    return asyncio.TimeoutError is not TimeoutError


def asyncio_has_the_built_in_timeout_error():
    """`asyncio.TimeoutError` is the built-in `TimeoutError`."""
    return asyncio.TimeoutError is TimeoutError


def token_is_a_context_manager():
    """The token that `ContextVar.set()` returns works in a `with` statement, which sets the variable back."""
    variable = contextvars.ContextVar("variable", default="old")
    token = variable.set("new")
    if not hasattr(token, "__enter__"):
        variable.reset(token)
        return False
    with token:
        pass
    return variable.get() == "old"


def frozendict_is_built_in():
    """The built-in `frozendict` refuses an assignment, can be copied and pickled, and `json` can write it."""
    if not hasattr(builtins, "frozendict"):
        return False
    options = builtins.frozendict(currency="EUR")
    try:
        options["currency"] = "USD"
    except TypeError:
        same = copy.deepcopy(options) == options == pickle.loads(pickle.dumps(options))
        return same and json.dumps(options) == '{"currency": "EUR"}'
    return False
