"""What each instruction of a function can remember in its inline cache."""

import dis


def bill(order):
    return double(order.prices[0])


for instruction in dis.get_instructions(bill):
    if instruction.cache_info:
        print(instruction.opname)
        for name, code_units, _ in instruction.cache_info:
            print(f"    {name:21} {code_units}")

# book: requires >=3.13: instructions have no cache_info there
