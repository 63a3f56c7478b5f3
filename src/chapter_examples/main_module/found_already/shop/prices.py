"""The prices of the shop."""

print("running as", __name__)
