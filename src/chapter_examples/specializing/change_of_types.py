"""An instruction that was specialized for integers meets floats, and then strings."""

import dis


def add(left, right):
    return left + right


def adding_instruction():
    for instruction in dis.get_instructions(add, adaptive=True):
        if instruction.opname.startswith("BINARY_OP"):
            return instruction.opname


def meet(value, times):  # book: part meet
    for _ in range(times):
        add(value, value)
    print(f"{times:4} x {value!r:5} {adding_instruction()}")


meet(1, 100)
meet(0.5, 1)
meet(0.5, 1000)
meet("ab", 1)
meet("ab", 1000)
print(add(2, 3), add("any", "thing"), add([1], [2]))  # book: end meet

# book: requires >=3.11: instructions remain as compiled there
# book: changed 3.13t: This build does not specialize instructions, so the general `BINARY_OP` adds these values.
# book: portable
