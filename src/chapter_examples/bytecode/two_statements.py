"""The bytecode of a function with two statements."""

import dis


def total_text(price, shipping):
    total = price + shipping
    return str(total)


dis.dis(total_text)
