"""A comprehension in a class body uses a name of the class."""


class Shop:  # book: part shop
    surcharge = 2
    prices = [10, 20]
    totals = [price + surcharge for price in prices]  # book: end shop

# book: raises NameError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the comprehension, and `surcharge` in it.
# book: changed 3.12: The comprehension is inlined into the class body, so it does not have a frame of its own.
# book: changed 3.13: The traceback shows the last line of the `class` statement, and the number of lines that
#     it omits.
