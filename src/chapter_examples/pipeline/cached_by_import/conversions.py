"""Conversions between units of time."""


def seconds(hours):
    return hours * (60 * 60)
