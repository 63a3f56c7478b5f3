"""Send a bill."""
