"""The inline caches between the instructions of a function."""

import dis


def bill(order):
    return order.price + 1


dis.dis(bill, show_caches=True)

# book: raises TypeError on <3.11
