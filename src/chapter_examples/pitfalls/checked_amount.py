"""A payment of −40, refused at every level."""


def pay(amount):
    if amount <= 0:
        raise ValueError("nothing to pay")
    print("paid", amount)


pay(-40)

# book: command python -O checked_amount.py
# book: raises ValueError
