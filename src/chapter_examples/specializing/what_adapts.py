"""Which instructions of a function have adapted, and to which forms?"""

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

# book: requires >=3.11: instructions remain as compiled there
# book: changed 3.12: `PRECALL` was removed, `RESUME` does not adapt, and an instruction without a form keeps
#     its name.
# book: changed 3.13: `RESUME` adapts, the compiler forms pairs of loads and stores in advance, and the
#     form for `len` has a new name.
# book: changed 3.13t: This build does not specialize instructions, so they remain as compiled.
# book: changed 3.14: A subscript is compiled to `BINARY_OP`, and its form for a list is a form of that instruction.
# book: changed 3.15+jit: With the JIT on, `RESUME` has a form that also counts the starts of the function.
# book: portable
