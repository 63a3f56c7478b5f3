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

# book: changed 3.11: The sum that fails is a `BINARY_OP`, `RESUME` comes first, and `PRECALL` prepares a `CALL`.
# book: changed 3.12: `CALL` needs no `PRECALL`, and the inline caches of `LOAD_GLOBAL` and `CALL` are smaller.
# book: changed 3.13: `dis` prints the arrow without offsets, and a superinstruction loads both local variables.
# book: changed 3.14: The loads of local variables borrow: they count no further reference to the value.
# book: positions dis
# book: portable
