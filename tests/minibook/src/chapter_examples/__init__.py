"""The examples of the small book."""
