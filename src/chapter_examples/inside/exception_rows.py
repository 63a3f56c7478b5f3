"""The exception table of a code object, decoded."""

import re


def whole_number(text):
    try:
        return int(text)
    except ValueError:
        return 0


def numbers(data):
    value = 0
    for byte in data:
        value = value << 6 | byte & 63
        if not byte & 64:  # the last six bits of this number
            yield value
            value = 0


table = whole_number.__code__.co_exceptiontable
for row in re.findall(rb"[\x80-\xff][\x00-\x7f]*", table):
    start, length, target, depth = numbers(row)
    lasti = "lasti" if depth & 1 else ""
    print(f"{row.hex(' '):15}{2 * start} to {2 * (start + length - 1)} -> {2 * target} [{depth >> 1}] {lasti}")

# book: requires >=3.11: older code objects have no exception table
# book: changed 3.12: `PRECALL` was removed, and `LOAD_GLOBAL` and `CALL` have smaller caches, so the code is shorter.
# book: changed 3.13: `POP_JUMP_IF_FALSE` in the handler has an inline cache, which moves what follows it.
# book: changed 3.14: `NOT_TAKEN` follows the jump in the handler, and two instructions return the 0 instead of one.
# book: changed 3.15: `RESUME` has an inline cache, and `NOT_TAKEN` at offset 46 is unprotected, between two rows.
# book: portable
