"""Examples of the tour."""
