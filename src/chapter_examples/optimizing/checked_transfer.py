"""A check that holds at every level."""


def pay_in(balance, amount):
    if amount <= 0:
        raise ValueError("only positive amounts")
    return balance + amount


print(pay_in(100, -40))

# book: command python -O checked_transfer.py
# book: raises ValueError
# book: command python checked_transfer.py
# book: raises ValueError
# book: changed 3.9: Python makes the path of a script absolute, so each frame of the traceback shows it in full.
# book: changed 3.11: A code object knows the columns of each instruction, so the traceback marks the inner call.
# book: changed 3.13: The traceback marks a call in two parts, the function with `~` and its arguments with `^`.
