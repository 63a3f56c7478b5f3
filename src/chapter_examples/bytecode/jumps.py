"""The jumps of a loop: where they stand, their argument, where they lead."""

import dis


def first_even(numbers):
    for number in numbers:
        if number % 2 == 0:
            return number


jumping = set(dis.hasjrel) | set(dis.hasjabs)
for instruction in dis.get_instructions(first_even):
    if instruction.opcode in jumping:
        print(
            f"at {instruction.offset:2}  {instruction.opname:26}",
            f"argument {instruction.arg:2}  to {instruction.argval:2}",
        )

# book: changed 3.10: Arguments count code units, and the branch leads to the jump back, not straight to the top.
# book: changed 3.11: The arguments are distances, and `RESUME` and the inline caches move the jumps to later offsets.
# book: changed 3.12: The branch jumps forward, over the jump back, and the caches have new sizes.
# book: changed 3.13: `POP_JUMP_IF_TRUE` and `JUMP_BACKWARD` have an inline cache of one code unit each.
# book: changed 3.14: `BINARY_OP` has an inline cache of five code units, and `NOT_TAKEN` follows the branch.
# book: changed 3.15: `RESUME` and `GET_ITER` have inline caches, and a `return` from the loop takes one more pop.
# book: portable
