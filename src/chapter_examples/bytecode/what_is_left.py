"""Which constants are loaded at run time for an expression of constants?"""

import dis

EXPRESSIONS = [  # book: part expressions
    "2 ** 10",
    "2 ** 1000",
    "(60, 24)",
    "'a' * 5000",
    "size in [1, 2, 3]",
    "size in {1, 2, 3}",
    "1 / 0",
]  # book: end expressions

LOAD_A_CONSTANT = ("LOAD_CONST", "LOAD_SMALL_INT", "RETURN_CONST")

for expression in EXPRESSIONS:
    code = compile(expression, "<expression>", "eval")
    constants = [
        repr(instruction.argval)
        for instruction in dis.get_instructions(code)
        if instruction.opname in LOAD_A_CONSTANT
    ]
    print(f"{expression:18} loads {', '.join(constants)}")
