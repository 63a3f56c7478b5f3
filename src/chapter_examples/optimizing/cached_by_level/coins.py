"""Coins."""

euro = 100
