"""The prices of the shop."""

PRICES = dict(line.split() for line in open("prices.txt"))


def half(price):
    return price // 2
