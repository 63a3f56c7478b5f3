"""The label of a price."""
