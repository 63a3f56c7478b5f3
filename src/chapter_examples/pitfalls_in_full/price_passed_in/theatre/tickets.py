"""The tickets, which are told what to print."""

PRICE = 15


def sell(seat, price):
    return f"{seat} for {price}"
