"""Fail, and leave the variables to the prompt."""

prices = {"apple": 30}
fruit = "pear"
print(prices[fruit])

# book: command python -i -q stays_open.py
# book: input fruit
# book: input sorted(prices)
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the dictionary with `~` and its subscript with `^`.
