"""Can a caller's local variable be changed through its frame?"""

import sys


def make_it_free():  # book: part sale
    caller = sys._getframe().f_back
    caller.f_locals["price"] = 0


def sell():
    price = 10
    make_it_free()
    return price


print(sell())  # book: end sale

# book: changed 3.13: `f_locals` is a proxy that writes to the variable itself, not to a copy in a dictionary.
# book: portable
