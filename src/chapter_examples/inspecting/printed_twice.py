"""Print what `dis.dis()` returns."""

import dis


def compute(x):
    return x * 2 + 3


print(dis.dis(compute))

# book: changed 3.11: The function begins with `RESUME`, and `BINARY_OP`, which has an inline cache,
#     multiplies and adds.
# book: changed 3.13: `dis` does not print offsets.
# book: changed 3.14: `LOAD_FAST_BORROW` pushes a borrowed reference, and `LOAD_SMALL_INT` contains its int.
# book: positions dis
# book: portable
