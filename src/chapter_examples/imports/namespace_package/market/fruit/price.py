"""The price of a fruit."""
