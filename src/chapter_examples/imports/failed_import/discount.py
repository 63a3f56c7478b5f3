"""A module that imports another and then fails."""

print("running", __name__)
import prices

RATE = 1 / prices.CUSTOMERS
