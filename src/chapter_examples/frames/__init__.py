"""Examples of page 3.7: frames, the names in them, and the order in which things happen."""
