"""Examples of page 3.19: the chapter again, in programs that need several of its pages."""
