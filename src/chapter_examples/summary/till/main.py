"""A till whose output depends on half of the chapter."""

import os
import sys

print("main runs as", __name__)

import prices
from prices import APPLE, total

prices.APPLE = 40
import prices

print("an apple:", APPLE, "or", total(1))
try:
    print("minus one:", total(-1))
except AssertionError:
    print("minus one: refused")

copies = sorted(os.listdir("__pycache__"))
print("copies:", *(name.replace(sys.implementation.cache_tag, "TAG") for name in copies))

# book: command python main.py
# book: command python -O -m main
# book: portable
