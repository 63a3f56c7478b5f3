"""The prices of the shop."""
