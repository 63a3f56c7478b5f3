"""Which multiplications does the compiler perform, and which does it leave?"""

import dis

EXPRESSIONS = [
    "hours * (60 * 60)",
    "hours * 60 * 60",  # (hours * 60) * 60: no product of two constants
    "60 * 60 * hours",  # (60 * 60) * hours
]

for expression in EXPRESSIONS:
    code = compile(expression, "<expression>", "eval")
    constants = [
        instruction.argval
        for instruction in dis.get_instructions(code)
        if isinstance(instruction.argval, int) and "LOAD" in instruction.opname
    ]
    print(f"{expression:18} loads {constants}")

# book: portable
