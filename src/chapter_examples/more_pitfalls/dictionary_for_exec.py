"""A dictionary for the names that a text assigns."""


def total():
    names = {"discount": 1}
    exec("price = 4 - discount", names)
    return names["price"] * 2, sorted(names)


print(total())

# book: portable
