"""Throw a die."""

SIDES = 6
