"""A comprehension in a class body asks for a name of the class."""


class Shop:  # book: part shop
    surcharge = 2
    prices = [10, 20]
    totals = [price + surcharge for price in prices]  # book: end shop

# book: raises NameError
# book: changed 3.9: Python makes the path of a script absolute before it runs it, and the traceback shows that path.
# book: changed 3.11: Code objects know columns, so the traceback marks the comprehension, and `surcharge` in it.
# book: changed 3.12: The comprehension is inlined into the class body, so it has no frame of its own.
# book: changed 3.13: The traceback shows where the `class` statement ends, and how many lines it leaves out.
