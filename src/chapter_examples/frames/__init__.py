"""Examples of page 3.7: frames, the names that live in them, and the order in which things happen."""
