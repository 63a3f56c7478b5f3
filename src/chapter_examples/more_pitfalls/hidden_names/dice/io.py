"""The table on which the dice fall."""
