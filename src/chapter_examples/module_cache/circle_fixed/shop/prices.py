"""The prices, which need the limit of a basket."""

import shop.basket

APPLE = 30


def most():
    return shop.basket.LIMIT * APPLE
