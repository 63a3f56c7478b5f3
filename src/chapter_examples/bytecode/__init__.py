"""Examples of page 3.5: what the compiler makes of a function, and how to read it."""
