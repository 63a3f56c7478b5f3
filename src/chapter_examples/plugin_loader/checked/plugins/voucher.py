"""Ten off."""


def apply(price):
    return price - 10
