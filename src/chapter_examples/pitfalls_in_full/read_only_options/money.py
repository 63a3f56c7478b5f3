"""Labels for prices."""

from types import MappingProxyType

OPTIONS = MappingProxyType({"currency": "EUR"})


def label(amount, currency=OPTIONS["currency"]):
    return f"{amount} {currency}"
