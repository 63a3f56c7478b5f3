"""The prices of a shop."""

APPLE = 3600 // 100


def total(count):
    if count <= 0:
        raise ValueError("a count is positive")
    return count * APPLE
