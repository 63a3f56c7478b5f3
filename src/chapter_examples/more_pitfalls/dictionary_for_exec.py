"""A dictionary of one's own."""


def total():
    names = {}
    exec("price = 4", names)
    return names["price"] * 2


print(total())

# book: portable
