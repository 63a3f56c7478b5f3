"""The numbers of local variables, cells and free variables in instructions."""

import dis


def outer(shared):
    def inner(price, count):
        total = price * count + shared
        return lambda: total

    return inner


for instruction in dis.get_instructions(outer(1)):
    if instruction.argval in ("price", "count", "total", "shared"):
        print(f"{instruction.opname:18}{instruction.arg}  {instruction.argval}")

# book: changed 3.11: `MAKE_CELL` creates the cell; cells and free variables have the numbers after the locals.
# book: changed 3.13: One superinstruction loads `price` and `count`, so neither is listed; `LOAD_FAST` loads cells too.
# book: changed 3.14: `LOAD_FAST_BORROW` loads the cell of `total` without counting the reference.
# book: portable
