"""Examples of page 3.8.1: where an import searches, and in which order."""
