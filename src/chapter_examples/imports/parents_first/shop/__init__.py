"""A shop."""

print("running", __name__)
