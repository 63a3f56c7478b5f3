"""What a `try` adds to the instructions that run when nothing is raised."""

import dis


def plain(text):  # book: part tries
    return int(text)


def guarded(text):
    try:
        return int(text)
    except ValueError:
        return 0  # book: end tries


def straight_line(function):
    for instruction in dis.get_instructions(function):
        yield instruction.opname
        if instruction.opname == "RETURN_VALUE":
            return


for function in (plain, guarded):
    print(function.__name__, *straight_line(function))

# book: changed 3.11: The handler is in the exception table; `RESUME` begins a function, `PRECALL` and `CALL` call one.
# book: changed 3.12: `CALL` does the work of `PRECALL` too.
# book: changed 3.14: `LOAD_FAST_BORROW` loads `text` without counting one more reference to the value.
# book: portable
