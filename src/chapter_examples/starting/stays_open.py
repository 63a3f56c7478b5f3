"""Fail, and leave the variables to the prompt."""

prices = {"apple": 30}
fruit = "pear"
print(prices[fruit])

# book: command python -i -q stays_open.py
# book: input fruit
# book: input sorted(prices)
