"""Fail, and leave the variables to the prompt."""

prices = {"apple": 30}
fruit = "pear"
print(prices[fruit])

# book: command python -i -q stays_open.py
# book: input fruit
# book: input sorted(prices)
# book: changed 3.9: Python makes the path of a script absolute, so the traceback shows it in full.
# book: changed 3.11: A code object knows the columns of each instruction: `~` marks the dictionary, `^` its subscript.
