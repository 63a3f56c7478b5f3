"""Examples of page 4.0: the type of a value."""
