"""A discount for staff, which needs a module that is not installed."""

import staff_register


def apply(price):
    return price if staff_register.is_open() else 0
