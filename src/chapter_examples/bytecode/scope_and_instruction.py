"""The scope of each name in a function, and the instruction that loads it."""

import dis
import inspect
import symtable

rate = 2


def outer(price):
    def inner(count):
        return round(count * price * rate)

    return inner


def scope(symbol):
    if symbol.is_free():
        return "free"
    return "global" if symbol.is_global() else "local"


table = symtable.symtable(inspect.getsource(outer), "prices.py", "exec")
for name in ("outer", "inner"):
    table = table.lookup(name).get_namespace()

instructions = dis.get_instructions(outer(10))
loads = {each.argval: each.opname for each in instructions if "LOAD" in each.opname}
for symbol in table.get_symbols():
    name = symbol.get_name()
    print(f"{name:8}{scope(symbol):8}{loads[name]}")

# book: changed 3.14: `LOAD_FAST_BORROW` pushes a local variable without increasing its reference count.
# book: portable
