"""How often does a loop jump back before the JIT compiles it?"""

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
        except (ValueError, RuntimeError):
            continue
        if executor is not None:
            return executor
    return None


for rounds in range(1, 8):  # book: part rounds
    total(1000)
    compiled = find_executor(total) is not None
    print(f"{rounds * 1000} times round:", "compiled" if compiled else "not compiled")  # book: end rounds

# book: requires >=3.13: _opcode.get_executor() does not exist there
# book: changed 3.14+jit: With `PYTHON_JIT=1` the JIT is on. It compiles the loop when its jump back is hot.
# book: changed 3.15+jit: With the JIT on, the hot jump back starts the recording of a trace, and the JIT
#     compiles the trace.
