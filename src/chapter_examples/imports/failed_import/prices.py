"""The prices of the shop."""

print("running", __name__)
CUSTOMERS = 0
