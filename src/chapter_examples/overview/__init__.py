"""Examples of page 3.0: how to read an output that differs between Pythons."""
