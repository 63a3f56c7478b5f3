"""A payment of −40 that is rejected at every level."""


def pay(amount):
    if amount <= 0:
        raise ValueError("nothing to pay")
    print("paid", amount)


pay(-40)

# book: command python -O checked_amount.py
# book: raises ValueError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.13: The traceback marks a call even if it fills its line: the function with `~` and its
#     arguments with `^`.
