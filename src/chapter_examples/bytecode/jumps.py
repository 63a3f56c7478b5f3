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
