"""Examples of page 3.1: one small program, from the text of its file to its result."""
