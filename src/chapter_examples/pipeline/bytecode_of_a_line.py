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
