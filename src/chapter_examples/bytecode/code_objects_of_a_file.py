"""The code objects of a source text: one for each scope, each among the constants of the scope around it."""

from types import CodeType

SOURCE = """\
class Basket:
    def __init__(self, prices):
        self.prices = prices

    def total(self):
        return sum(price for price in self.prices)

by_price = lambda basket: basket.total()
"""


def show(code, depth=0):
    print("    " * depth + code.co_name)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            show(constant, depth + 1)


show(compile(SOURCE, "basket.py", "exec"))

# book: portable
