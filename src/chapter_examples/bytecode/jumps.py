"""The jumps of a loop: their offsets, arguments and targets."""

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

# book: changed 3.10: Arguments count code units, and the branch leads to the jump back instead of the top of
#     the loop.
# book: changed 3.11: Each argument is a distance. With `RESUME` and inline caches, the jumps have larger offsets.
# book: changed 3.12: The name of a branch does not contain a direction, and this branch skips the jump back.
#     Inline caches have new sizes.
# book: changed 3.13: `POP_JUMP_IF_TRUE` and `JUMP_BACKWARD` have an inline cache of one code unit each.
# book: changed 3.14: `BINARY_OP` has an inline cache of five code units, and `NOT_TAKEN` follows the branch.
# book: changed 3.15: `RESUME` and `GET_ITER` have inline caches, and a `return` in the loop needs one more
#     instruction that pops.
# book: portable
