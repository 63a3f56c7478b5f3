"""A vault."""

PIN = "4711"


def open_with(pin):
    return "a secret letter" if pin == PIN else None
