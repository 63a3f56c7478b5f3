"""How each instruction changes the height of the value stack."""

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

# book: changed 3.11: A global that will be called takes two places on the stack, and `RESUME`, `BINARY_OP`,
#     `PRECALL` and `CALL` are new.
# book: changed 3.12: `CALL` does not need `PRECALL`, and has the whole effect of the call.
# book: changed 3.13: One superinstruction pushes both `price` and `shipping`.
# book: changed 3.14: Other instructions load the local variables, without increasing a reference count. Their
#     effect on the height is the same.
# book: portable
