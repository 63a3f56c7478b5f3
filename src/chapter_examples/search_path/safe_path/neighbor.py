"""A module next to the script."""

TEXT = "good morning"
