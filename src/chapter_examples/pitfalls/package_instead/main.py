"""A program that has its modules in a package."""

import os

os.chdir("reports")

from lib import prices

print("an apple costs", prices.APPLE)

# book: portable
