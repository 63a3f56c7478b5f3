"""An assignment that never runs still makes a name local."""

rate = 2


def total(price):
    if 0:
        rate = 3
    return price * rate


print("loaded from somewhere:", total.__code__.co_names)
print("local variables:      ", total.__code__.co_varnames)
print(total(10))

# book: raises UnboundLocalError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the part of each line that failed, and the message has new words.
# book: changed 3.13: The traceback marks the function of a call with `~` and its arguments with `^`.
