"""My own time."""
