"""The inline caches between the instructions of a function."""

import dis


def bill(order):
    return order.price + 1


dis.dis(bill, show_caches=True)

# book: raises TypeError on <3.11
# book: changed 3.9: Python makes the path of the script absolute at the start, and the traceback shows that path.
# book: changed 3.11: `dis` takes `show_caches`, and `LOAD_ATTR` and `BINARY_OP` have inline caches to show.
# book: changed 3.12: The cache of `LOAD_ATTR` has nine code units, and `dis` names the parts of caches not yet used.
# book: changed 3.13: `dis` omits the offsets and labels the targets of jumps, and this function has no jumps.
# book: changed 3.14: `LOAD_FAST_BORROW` and `LOAD_SMALL_INT` load the values, and `BINARY_OP` has a cache of five code units.
# book: changed 3.15: `RESUME` has an inline cache, a counter.
# book: positions dis
