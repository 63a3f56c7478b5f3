"""The instruction at which a function failed."""

import dis


def total_text(price, shipping):
    total = price + shipping
    return str(total)


try:
    total_text(10, "free")
except TypeError as error:
    print(error)
    dis.distb(error.__traceback__.tb_next)  # the first entry is the call above

# book: changed 3.11: `BINARY_OP` performs the sum that fails, `RESUME` comes first, and `PRECALL` prepares a `CALL`.
# book: changed 3.12: `CALL` does not need `PRECALL`, and the inline caches of `LOAD_GLOBAL` and `CALL` are smaller.
# book: changed 3.13: `dis` does not print offsets, a superinstruction loads both local variables, and `NULL`
#     is pushed after `str`.
# book: changed 3.14: `LOAD_FAST_BORROW` and its pair load local variables without increasing a reference count.
# book: positions dis
# book: portable
