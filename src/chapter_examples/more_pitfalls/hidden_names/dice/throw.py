"""Throw two dice."""
