"""Examples of page 3.16: how imports behave in a program of two files."""
