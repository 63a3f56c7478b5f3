"""The tickets, each of which is for a seat."""

from theatre import seats

PRICE = 15


def sell(seat):
    return f"{seat} for {seats.VIP}"
