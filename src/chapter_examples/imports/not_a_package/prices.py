"""The prices of the shop."""

print("running", __name__)
