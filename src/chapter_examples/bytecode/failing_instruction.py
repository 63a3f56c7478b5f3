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
