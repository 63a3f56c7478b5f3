"""A module that counts how often it ran in the same namespace."""

runs = globals().get("runs", 0) + 1
