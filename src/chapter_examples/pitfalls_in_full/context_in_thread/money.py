"""Labels for prices."""

import contextlib
import contextvars

_currency = contextvars.ContextVar("currency", default="EUR")


@contextlib.contextmanager
def using(currency):
    token = _currency.set(currency)
    try:
        yield
    finally:
        _currency.reset(token)


def label(amount):
    return f"{amount} {_currency.get()}"
