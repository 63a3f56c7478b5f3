"""Examples of page 3.17: a loader of plugins fit for use, and the same as a finder."""
