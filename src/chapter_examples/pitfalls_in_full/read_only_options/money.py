"""Labels for prices."""

from types import MappingProxyType

OPTIONS = MappingProxyType({"currency": "EUR", "rounded": ["JPY"]})


def label(amount):
    return f"{amount} {OPTIONS['currency']}"
