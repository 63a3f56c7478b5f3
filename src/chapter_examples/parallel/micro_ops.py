"""The micro-ops of a hot loop, in the order in which their machine code runs."""

import _opcode  # CPython's own; it may change in any release


def total(count):
    result = 0
    for number in range(count):
        result = result + number * 2
    return result


def find_executor(function):
    for offset in range(0, len(function.__code__.co_code), 2):
        try:
            executor = _opcode.get_executor(function.__code__, offset)
        except ValueError:
            continue
        if executor is not None:
            return executor


total(10_000)  # book: part ops
executor = find_executor(total)
print("machine code:", bool(executor.get_jit_code()))
for name, *_ in executor:
    if name not in ("_SET_IP", "_CHECK_VALIDITY"):  # these two are everywhere
        print("   ", name)
    if name == "_JUMP_TO_TOP":
        break  # book: end ops

# book: requires jit: without the JIT there are no micro-ops
