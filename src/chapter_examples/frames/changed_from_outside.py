"""Can a function change a local variable of its caller through the frame?"""

import sys


def make_it_free():  # book: part sale
    caller = sys._getframe().f_back
    caller.f_locals["price"] = 0


def sell():
    price = 10
    make_it_free()
    return price


print(sell())  # book: end sale

# book: changed 3.13: `f_locals` is a proxy that writes to the variable itself, instead of a copy in a dictionary.
# book: portable
