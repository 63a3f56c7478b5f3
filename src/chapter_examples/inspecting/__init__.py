"""Examples of page 3.15: a small tool that shows a function in four ways."""
