"""Examples of page 3.10: the ways to start a program, and what each of them sets."""
