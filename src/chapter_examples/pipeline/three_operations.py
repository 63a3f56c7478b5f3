"""The instructions of a sum, a product and a choice."""

import dis

EXPRESSIONS = ["x + 1", "x * 2", "x if x > 0 else 0"]

for expression in EXPRESSIONS:
    print(expression)
    function = eval(f"lambda x: {expression}")
    for instruction in dis.get_instructions(function):
        print("   ", instruction.opname)
