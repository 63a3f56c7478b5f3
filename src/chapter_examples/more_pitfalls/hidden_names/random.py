"""Throw a die."""
