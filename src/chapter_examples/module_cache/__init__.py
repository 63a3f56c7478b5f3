"""Examples of page 3.8.2: what Python remembers about imports."""
