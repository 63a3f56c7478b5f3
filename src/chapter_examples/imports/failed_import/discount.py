"""A module that imports another module and then fails."""

print("running", __name__)
import prices

RATE = 1 / prices.CUSTOMERS
