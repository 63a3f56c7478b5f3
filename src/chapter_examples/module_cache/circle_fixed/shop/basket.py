"""A basket that needs a price."""

import shop.prices

LIMIT = 10


def cost(apples):
    return apples * shop.prices.APPLE
