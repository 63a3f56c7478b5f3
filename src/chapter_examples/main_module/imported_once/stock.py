"""What the shop has."""


class OutOfStock(Exception):
    pass
