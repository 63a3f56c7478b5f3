"""Probes of the first page of Appendix D. Each observes what the running Python does; none asks for its version."""

import asyncio
import contextvars


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
