"""The bytecode of a function with two statements."""

import dis


def total_text(price, shipping):
    total = price + shipping
    return str(total)


dis.dis(total_text)

# book: changed 3.11: `RESUME` comes first, `BINARY_OP` adds, `PRECALL` and `CALL` perform the call, and
#     inline caches take up offsets.
# book: changed 3.12: `CALL` does not need `PRECALL`, and the inline caches of `LOAD_GLOBAL` and `CALL` are smaller.
# book: changed 3.13: A superinstruction loads two variables, `NULL` is pushed after `str`, and `dis` does not
#     print offsets.
# book: changed 3.14: `LOAD_FAST_BORROW` and its pair load local variables without increasing a reference count.
# book: positions dis
# book: portable
