"""The prices, which need the limit of a basket."""

from shop.figures import APPLE, LIMIT


def most():
    return LIMIT * APPLE
