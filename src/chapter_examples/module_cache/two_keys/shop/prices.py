"""The prices of the shop."""

print("running", __name__)


class Price:
    """A price."""
