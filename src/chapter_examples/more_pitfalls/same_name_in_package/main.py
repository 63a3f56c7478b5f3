"""Two modules called random, side by side."""

import random

from dice import random as dice

print("sides:", dice.SIDES)
print("choice:", random.choice([dice.SIDES]))

# book: portable
