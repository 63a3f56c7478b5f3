"""Examples of page 4.1: a call of a type."""
