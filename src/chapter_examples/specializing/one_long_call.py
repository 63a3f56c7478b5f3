"""Does an addition adapt in a function that is called once?"""

import dis


def adding_instruction():
    for instruction in dis.get_instructions(total, adaptive=True):
        if instruction.opname.startswith("BINARY_OP"):
            return instruction.opname


def total(count):
    result = 0
    for number in range(count):
        result = result + number
        if number in (0, 40):
            print(f"{number + 1:2} additions: {adding_instruction()}")
    return result


total(50)

# book: requires >=3.11: instructions remain as compiled there
# book: changed 3.13t: This build does not specialize instructions, so `BINARY_OP` does not change.
# book: portable
