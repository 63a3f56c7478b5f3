"""Use one function of a module, from another folder."""

import os

os.chdir("reports")

import prices

print(prices.half(30))

# book: raises FileNotFoundError
