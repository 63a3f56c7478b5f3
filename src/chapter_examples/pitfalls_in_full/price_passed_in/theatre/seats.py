"""The seats, which are told what a ticket costs."""


def vip_price(price):
    return price * 2
