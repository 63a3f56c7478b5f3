"""One addition for numbers and texts in turn, and one for each."""

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

# book: requires >=3.11: instructions stay as compiled there
# book: changed 3.12: `BINARY_OP` itself counts and looks for a form, so there is no `BINARY_OP_ADAPTIVE` any more.
# book: changed 3.13t: Specialization is switched off in this build, so each of the three additions stays `BINARY_OP`.
# book: portable
