"""Examples of page 3.12: what `-O` and `-OO` omit."""
