"""Examples of page 3.15: a small tool that shows one function in four ways."""
