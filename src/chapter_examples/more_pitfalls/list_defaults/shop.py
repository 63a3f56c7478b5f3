"""A shop."""

from functools import lru_cache


def order(item, basket=[]):
    basket.append(item)
    return basket


class Label:
    @staticmethod
    def write(item, *, notes={}):
        return item


@lru_cache(maxsize=None)
def cost(apples, price=30, seen=([], None)):
    return apples * price
