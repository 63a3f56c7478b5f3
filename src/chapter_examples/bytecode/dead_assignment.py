"""An assignment that is never executed, and never compiled, still makes a name local."""

rate = 2


def total(price):
    if 0:
        rate = 3
    return price * rate


print("loaded from somewhere:", total.__code__.co_names)
print("local variables:      ", total.__code__.co_varnames)
print(total(10))

# book: raises UnboundLocalError
