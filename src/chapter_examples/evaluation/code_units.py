"""How many instructions a function has, and how many code units they take."""

import dis


def bill(order):
    return double(order.price) + 1


code = bill.__code__  # book: part count
instructions = list(dis.get_instructions(code))
print("instructions:", len(instructions))
print("code units:  ", len(code.co_code) // 2)  # book: end count

# book: changed 3.11: `RESUME` and `PRECALL` are new, and five of the instructions have inline caches.
# book: changed 3.12: `PRECALL` was removed. `LOAD_GLOBAL` and `CALL` have smaller inline caches, and
#     `LOAD_ATTR` has a larger one.
# book: changed 3.14: The inline cache of `BINARY_OP` has five code units instead of one.
# book: changed 3.15: `RESUME` has an inline cache of one code unit.
# book: portable
