"""A till, and a tool that helps itself."""

import tools.report

import prices

print("an apple costs", prices.APPLE)
