"""What each instruction does to the height of the value stack."""

import dis


def total_text(price, shipping):
    total = price + shipping
    return str(total)


height = 0  # book: part heights
for instruction in dis.get_instructions(total_text):
    if instruction.opname == "RETURN_VALUE":
        break
    effect = dis.stack_effect(instruction.opcode, instruction.arg)
    height += effect
    print(f"{instruction.opname:34}{effect:+d}   height {height}")
print("room needed:", total_text.__code__.co_stacksize)  # book: end heights
