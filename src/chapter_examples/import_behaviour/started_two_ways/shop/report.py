"""A report, which uses a neighbour."""

import prices

print("an apple costs", prices.APPLE)
