"""A module that counts how often it was run in the same namespace."""

runs = globals().get("runs", 0) + 1
