"""A basket that needs a price."""

lazy from shop.prices import APPLE

LIMIT = 10


def cost(apples):
    return apples * APPLE
