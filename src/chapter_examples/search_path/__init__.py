"""Examples of page 3.8.1: where an import looks, and in which order."""
