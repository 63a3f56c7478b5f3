"""Payments."""


def pay(amount):
    assert (amount > 0, "nothing to pay")
    print("paid", amount)
