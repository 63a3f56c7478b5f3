"""The instructions of a sum, a product and a choice."""

import dis

EXPRESSIONS = ["x + 1", "x * 2", "x if x > 0 else 0"]

for expression in EXPRESSIONS:
    print(expression)
    function = eval(f"lambda x: {expression}")
    for instruction in dis.get_instructions(function):
        print("   ", instruction.opname)

# book: changed 3.11: `BINARY_OP` serves both operators, `RESUME` begins, and both jumps of the choice say `FORWARD`.
# book: changed 3.12: The name of a jump does not say its direction, and each side of the choice returns by itself.
# book: changed 3.14: Small ints stand in the instruction, locals are borrowed, and `NOT_TAKEN` follows the branch.
# book: portable
