"""Examples of page 3.13: instructions that adapt to types, and what else made CPython faster."""
