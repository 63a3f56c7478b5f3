"""A theatre."""
