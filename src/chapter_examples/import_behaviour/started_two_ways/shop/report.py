"""A report that uses a module next to it."""

import prices

print("an apple costs", prices.APPLE)
