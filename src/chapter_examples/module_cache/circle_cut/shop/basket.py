"""A basket that needs a price."""

from shop.figures import APPLE


def cost(apples):
    return apples * APPLE
