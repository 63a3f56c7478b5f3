"""Print the instruction that adds, before each call of its function."""

import dis


def add(left, right):
    return left + right


def adding_instruction():
    for instruction in dis.get_instructions(add, adaptive=True):
        if instruction.opname.startswith("BINARY_OP"):
            return instruction.opname


for call in range(1, 11):
    print(f"before call {call:2}: {adding_instruction()}")
    add(1, 2)

# book: requires >=3.11: instructions remain as compiled there
# book: changed 3.12: An instruction counts from the first call on, instead of waiting for the eighth call.
# book: changed 3.13t: This build does not specialize instructions, so `BINARY_OP` remains as compiled.
# book: portable
