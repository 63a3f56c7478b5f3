"""How many instructions a function has, and how many code units they take."""

import dis


def bill(order):
    return double(order.price) + 1


code = bill.__code__  # book: part count
instructions = list(dis.get_instructions(code))
print("instructions:", len(instructions))
print("code units:  ", len(code.co_code) // 2)  # book: end count
