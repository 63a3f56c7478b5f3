"""A local variable by exec()."""


def total():
    exec("price = 4")
    return locals()["price"] * 2


print(total())

# book: raises KeyError on >=3.13
