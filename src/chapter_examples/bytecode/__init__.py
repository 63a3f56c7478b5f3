"""Examples of page 3.5: how to read what the compiler generates for a function."""
