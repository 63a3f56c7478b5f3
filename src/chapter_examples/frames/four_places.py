"""Four names, and the instruction that loads each of them."""

import dis

limit = 10  # book: part places


def stepper(step):
    def advance(start):
        return min(start + step, limit)

    return advance


for instruction in dis.get_instructions(stepper(2)):
    if instruction.argval in ("min", "start", "step", "limit"):
        print(f"{instruction.argval:6}{instruction.opname}")  # book: end places

# book: changed 3.14: `LOAD_FAST_BORROW` loads `start` without increasing a reference count.
# book: portable
