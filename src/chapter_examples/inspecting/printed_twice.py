"""The bytecode of a function, printed."""

import dis


def compute(x):
    return x * 2 + 3


print(dis.dis(compute))

# book: changed 3.11: A function begins with `RESUME`, and `BINARY_OP`, with its inline cache, does each operator.
# book: changed 3.13: `dis` leaves out the offsets, unless it is asked for them.
# book: changed 3.14: `LOAD_FAST_BORROW` pushes a borrowed reference, and `LOAD_SMALL_INT` has its int in its argument.
# book: positions dis
# book: portable
