"""Examples of page 3.4: the syntax tree, read, searched, changed and compiled."""
