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
