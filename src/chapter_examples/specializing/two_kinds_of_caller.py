"""One addition for numbers and strings in turn, and one addition for each."""

import dis


def join(left, right):
    return left + right


def add(left, right):
    return left + right


def concatenate(left, right):
    return left + right


def adding_instruction(function):
    for instruction in dis.get_instructions(function, adaptive=True):
        if instruction.opname.startswith("BINARY_OP"):
            return instruction.opname


seen = set()
for _ in range(1000):
    seen |= {adding_instruction(join)}
    join(1, 2)
    join("a", "b")
    add(1, 2)
    concatenate("a", "b")
print("join:       ", *sorted(seen))
print("add:        ", adding_instruction(add))
print("concatenate:", adding_instruction(concatenate))

# book: requires >=3.11: instructions remain as compiled there
# book: changed 3.12: `BINARY_OP` itself counts and selects a form, so there is no `BINARY_OP_ADAPTIVE`.
# book: changed 3.13t: This build does not specialize instructions, so each of the three additions remains
#     `BINARY_OP`.
# book: portable
