"""A function that is called once: does its addition adapt?"""

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

# book: requires >=3.11: instructions stay as compiled there
# book: changed 3.13t: Specialization is switched off in this build, so no number of additions changes `BINARY_OP`.
# book: portable
