"""The bytecode of a function with two statements."""

import dis


def total_text(price, shipping):
    total = price + shipping
    return str(total)


dis.dis(total_text)

# book: changed 3.11: `RESUME` begins, `BINARY_OP` adds, `PRECALL` and `CALL` call, and inline caches take up offsets.
# book: changed 3.12: `CALL` needs no `PRECALL`, and its inline cache and that of `LOAD_GLOBAL` are smaller.
# book: changed 3.13: A superinstruction loads two variables, `NULL` is pushed after `str`, `dis` prints no offsets.
# book: changed 3.14: The loads of local variables borrow: they push the value and count no further reference.
# book: positions dis
# book: portable
