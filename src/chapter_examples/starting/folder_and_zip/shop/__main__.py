"""The program."""

import prices

print(__name__, "sells apples for", prices.APPLE)
