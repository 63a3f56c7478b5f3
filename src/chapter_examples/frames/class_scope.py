"""A comprehension in a class body asks for a name of the class."""


class Shop:  # book: part shop
    surcharge = 2
    prices = [10, 20]
    totals = [price + surcharge for price in prices]  # book: end shop

# book: raises NameError
