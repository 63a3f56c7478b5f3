"""Wages, which look up hours when they need them."""

from office import hours

RATE = 20


def daily():
    return hours.DAY * RATE
