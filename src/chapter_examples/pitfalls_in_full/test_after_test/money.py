"""Labels for prices."""

OPTIONS = {"currency": "EUR"}


def label(amount):
    return f"{amount} {OPTIONS['currency']}"
