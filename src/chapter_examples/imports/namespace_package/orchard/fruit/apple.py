"""A fruit."""
