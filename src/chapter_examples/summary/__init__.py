"""Examples of page 3.19: the chapter once more, in programs that need several of its pages."""
