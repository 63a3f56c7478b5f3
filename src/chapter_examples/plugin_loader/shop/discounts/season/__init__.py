"""A discount by season: a plugin of two files."""

from .rates import SUMMER


def apply(price):
    return price * SUMMER // 100
