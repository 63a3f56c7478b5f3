"""A module beside the script."""

TEXT = "good morning"
