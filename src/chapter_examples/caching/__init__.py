"""Examples of page 3.9: what is in `__pycache__`, and when Python uses it."""
