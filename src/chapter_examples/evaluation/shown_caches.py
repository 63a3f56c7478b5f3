"""The inline caches between the instructions of a function."""

import dis


def bill(order):
    return order.price + 1


dis.dis(bill, show_caches=True)

# book: raises TypeError on <3.11
# book: changed 3.9: The path of a script is absolute, and the traceback shows it.
# book: changed 3.11: `dis.dis()` accepts `show_caches`, and `LOAD_ATTR` and `BINARY_OP` have inline caches.
# book: changed 3.12: The inline cache of `LOAD_ATTR` has nine code units, and `dis` names the parts of a cache.
# book: changed 3.13: `dis` does not print offsets.
# book: changed 3.14: `LOAD_FAST_BORROW` and `LOAD_SMALL_INT` load the two values, and `BINARY_OP` has an
#     inline cache of five code units.
# book: changed 3.15: `RESUME` has an inline cache, a counter.
# book: positions dis
