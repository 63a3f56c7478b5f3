"""Wages, which depend on hours."""

from office.hours import DAY

RATE = 20


def daily():
    return DAY * RATE
