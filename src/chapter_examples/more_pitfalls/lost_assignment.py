"""A local variable by exec()."""


def total():
    exec("price = 4")
    return locals()["price"] * 2


print(total())

# book: raises KeyError on >=3.13
# book: changed 3.13: Each `locals()` in a function is a new snapshot, and `exec()` wrote `price` into another one.
