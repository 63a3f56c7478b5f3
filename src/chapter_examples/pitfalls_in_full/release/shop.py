"""A shop."""


def share(amount, people):
    return amount / people
