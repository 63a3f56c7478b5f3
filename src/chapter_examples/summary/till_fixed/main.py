"""The till with one price for all modules and a check that remains."""

import prices

prices.APPLE = 40

print("an apple:", prices.APPLE, "or", prices.total(1))
try:
    print("minus one:", prices.total(-1))
except ValueError as error:
    print("minus one:", error)

# book: command python main.py
# book: command python -O -m main
# book: portable
