"""The stock of the shop."""


class OutOfStock(Exception):
    pass
