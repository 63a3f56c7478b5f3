"""The bytecode of the function, line 2 of the program."""

import dis

SOURCE = """\
def seconds(hours):
    return hours * (60 * 60)

print(seconds(2))
"""

module = compile(SOURCE, "seconds.py", "exec")  # book: part bytecode
function = module.co_consts[0]
dis.dis(function)  # book: end bytecode

# book: changed 3.11: `BINARY_OP` serves every operator, and `RESUME` begins the function.
# book: changed 3.13: `dis` prints offsets only if asked, with `show_offsets=True`.
# book: changed 3.14: `LOAD_FAST_BORROW` loads `hours` without counting one more reference to the value.
# book: positions dis of SOURCE
# book: portable
