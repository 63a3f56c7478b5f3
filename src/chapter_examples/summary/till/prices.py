"""The prices of a shop."""

print("prices runs as", __name__)

APPLE = 3600 // 100


def total(count):
    assert count > 0
    return count * APPLE
