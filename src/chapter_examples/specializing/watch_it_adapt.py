"""Watch the instruction that adds, before each call of the function that it is in."""

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

# book: requires >=3.11: instructions stay as compiled there, and dis has nothing more to show
# book: changed 3.12: Instructions count from the first call on; they no longer wait for the eighth call to begin.
# book: changed 3.13t: Specialization is switched off in this build, so `BINARY_OP` stays as it was compiled.
# book: portable
