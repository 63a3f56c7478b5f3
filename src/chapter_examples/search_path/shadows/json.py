"""My own json."""
