"""A shop."""


def order(item, basket=[]):
    basket.append(item)
    return basket


def label(item, *, currency="EUR", notes={}):
    return item + currency


def cost(apples, price=30):
    return apples * price
