"""A table that is computed when it is requested."""

SIZE = 5


def __getattr__(name):
    if name == "SQUARES":
        return [number**2 for number in range(SIZE)]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
