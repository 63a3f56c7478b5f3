"""Examples of the first page."""
