"""The inline caches between the instructions of a function."""

import dis


def bill(order):
    return order.price + 1


dis.dis(bill, show_caches=True)

# book: raises TypeError on <3.11
# book: changed 3.9: The path of the script is made absolute at the start, and the traceback shows the whole of it.
# book: changed 3.11: `dis` takes `show_caches`, and `LOAD_ATTR` and `BINARY_OP` have inline caches to show.
# book: changed 3.12: The cache of `LOAD_ATTR` has nine code units, and `dis` names the parts of caches not yet used.
# book: changed 3.13: `dis` leaves the offsets out, and writes labels where a jump leads to, here nowhere.
# book: changed 3.14: `LOAD_FAST_BORROW` and `LOAD_SMALL_INT` do the loads; `BINARY_OP` has a cache of five code units.
# book: changed 3.15: `RESUME` has an inline cache, a counter.
# book: positions dis
