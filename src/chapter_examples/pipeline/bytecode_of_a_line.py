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

# book: changed 3.11: `BINARY_OP` multiplies, and the function begins with `RESUME`.
# book: changed 3.13: `dis` prints offsets only with `show_offsets=True`.
# book: changed 3.14: `LOAD_FAST_BORROW` loads `hours` without increasing a reference count.
# book: positions dis of SOURCE
# book: portable
