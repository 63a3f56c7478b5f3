"""Labels for prices."""

import threading

OPTIONS = {"currency": "EUR"}
LOCK = threading.Lock()


def label(amount):
    return f"{amount} {OPTIONS['currency']}"


def go_abroad():
    with LOCK:
        OPTIONS["currency"] = "USD"
