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
# book: changed 3.9: Python makes the path of a script absolute.
# book: changed 3.11: A traceback marks the piece of each line that failed, and the message has new words.
# book: changed 3.13: A traceback marks the function of a call with `~` and its arguments with `^`.
