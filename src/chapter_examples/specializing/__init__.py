"""Examples of page 3.13: instructions that adapt to what they meet, and what else made CPython faster."""
