"""Which instructions of a function have adapted, and to what."""

import dis


class Order:
    def __init__(self, prices):
        self.prices = prices


def double(price):
    return price * 2


def bill(order):  # book: part bill
    prices = order.prices
    first = double(prices[0])
    return first + len(prices)


for _ in range(100):
    bill(Order([30, 12]))

compiled = [i.opname for i in dis.get_instructions(bill)]
running = [i.opname for i in dis.get_instructions(bill, adaptive=True)]
adapted = [pair for pair in zip(compiled, running) if pair[0] != pair[1]]
print(len(adapted), "of", len(compiled), "instructions have adapted")
for before, now in adapted:
    print(f"    {before:13} {now}")  # book: end bill

# book: requires >=3.11: instructions stay as compiled there
# book: changed 3.12: `PRECALL` is gone, `RESUME` does not adapt, and what looks for a form has no name of its own.
# book: changed 3.13: `RESUME` adapts, the compiler pairs loads and stores in advance, and the form for `len` has another name.
# book: changed 3.13t: Specialization is switched off in this build, so the instructions stay as compiled.
# book: changed 3.14: A subscript is compiled to `BINARY_OP`, so its form for a list is one of that instruction's.
# book: changed 3.15+jit: With the JIT on, `RESUME` takes a form that also counts how often the function starts.
# book: portable
