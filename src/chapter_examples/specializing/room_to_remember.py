"""What the inline cache of each instruction of a function can store."""

import dis


def bill(order):
    return double(order.prices[0])


for instruction in dis.get_instructions(bill):
    if instruction.cache_info:
        print(instruction.opname)
        for name, code_units, _ in instruction.cache_info:
            print(f"    {name:21} {code_units}")

# book: requires >=3.13: instructions do not have cache_info there
# book: changed 3.14: A subscript is a `BINARY_OP`, whose inline cache has room for a `descr` in addition to
#     the counter.
# book: changed 3.15: `RESUME` has a counter in an inline cache, which tells the JIT that a function is hot.
# book: portable
