"""The bytecode of a function, printed."""

import dis


def compute(x):
    return x * 2 + 3


print(dis.dis(compute))
