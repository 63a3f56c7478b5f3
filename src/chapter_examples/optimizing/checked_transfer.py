"""A check that runs at every level."""


def pay_in(balance, amount):
    if amount <= 0:
        raise ValueError("only positive amounts")
    return balance + amount


print(pay_in(100, -40))

# book: command python -O checked_transfer.py
# book: raises ValueError
# book: command python checked_transfer.py
# book: raises ValueError
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: The traceback marks the inner call.
# book: changed 3.13: The traceback marks the function of a call with `~` and its arguments with `^`.
