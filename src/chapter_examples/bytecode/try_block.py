"""The bytecode of a `try` statement."""

import dis


def whole_number(text):
    try:
        return int(text)
    except ValueError:
        return 0


dis.dis(whole_number)

# book: changed 3.9: One instruction compares and jumps, and `RERAISE` replaces `END_FINALLY`.
# book: changed 3.10: The arguments of jumps count code units, and the compiler drops two unreachable instructions.
# book: changed 3.11: An exception table replaces `SETUP_FINALLY`, and `CALL` performs calls.
# book: changed 3.12: `CALL` does not need `PRECALL`, inline caches are smaller, and `RETURN_CONST` loads and
#     returns the 0.
# book: changed 3.13: `dis` prints labels instead of offsets, and `--` for an instruction without a line.
#     `NULL` is pushed after `int`.
# book: changed 3.14: `LOAD_FAST_BORROW` loads `text`, `LOAD_SMALL_INT` loads the 0, and `NOT_TAKEN` follows
#     the branch.
# book: changed 3.15: `NOT_TAKEN` does not have a handler, so the exception table has a gap there, with labels
#     around it.
# book: positions dis
# book: portable
