"""The prices of the shop."""

print("running", __name__)
APPLE = 30
