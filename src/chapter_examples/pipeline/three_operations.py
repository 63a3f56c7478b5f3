"""The instructions of a sum, a product and a conditional expression."""

import dis

EXPRESSIONS = ["x + 1", "x * 2", "x if x > 0 else 0"]

for expression in EXPRESSIONS:
    print(expression)
    function = eval(f"lambda x: {expression}")
    for instruction in dis.get_instructions(function):
        print("   ", instruction.opname)

# book: changed 3.11: `BINARY_OP` performs both operations, `RESUME` comes first, and the names of both jumps
#     contain `FORWARD`.
# book: changed 3.12: The name of a conditional jump does not contain its direction, and each side of the
#     choice has its own `RETURN_VALUE`.
# book: changed 3.14: Small ints are in the instruction, local variables are borrowed, and `NOT_TAKEN` follows
#     the branch.
# book: portable
