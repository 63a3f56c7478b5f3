"""By which number an instruction names a local variable, a cell and a free variable."""

import dis


def outer(shared):
    def inner(price, count):
        total = price * count + shared
        return lambda: total

    return inner


for instruction in dis.get_instructions(outer(1)):
    if instruction.argval in ("price", "count", "total", "shared"):
        print(f"{instruction.opname:18}{instruction.arg}  {instruction.argval}")
