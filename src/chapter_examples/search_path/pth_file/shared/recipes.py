"""Recipes."""

SOUP = "leek and potato"
