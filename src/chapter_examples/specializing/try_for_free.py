"""The instructions that a `try` adds to the way without an exception."""

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

# book: changed 3.11: The exception table contains the handler, `RESUME` begins the function, and `PRECALL`
#     and `CALL` perform the call.
# book: changed 3.12: `CALL` also does the work of `PRECALL`.
# book: changed 3.14: `LOAD_FAST_BORROW` loads `text` without increasing a reference count.
# book: portable
