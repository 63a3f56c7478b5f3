"""The fields of a code object. It reads private memory; do not copy it into your own program."""

import ctypes
import sys

WORD = ctypes.sizeof(ctypes.c_void_p)


def outer(shared):
    def inner(price):
        total = price + shared
        return lambda: print(total)

    return inner


code = outer(1).__code__
names = [name for name in dir(code) if name.startswith("co_")]
if "co_linetable" in names and "co_lnotab" in names:
    names.remove("co_lnotab")  # created on request
fields = {id(getattr(code, name)): name for name in names}

size = sys.getsizeof(code) // WORD  # book: part words
for index, word in enumerate((ctypes.c_size_t * size).from_address(id(code))):
    if word in fields:
        print(f"word {index:2} points to {fields[word]}")  # book: end words

head = type(code).__basicsize__
if type(code).__itemsize__:  # more follows: code units
    first = ctypes.string_at(id(code) + head, 1)
    print(f"word {head // WORD:2} begins the bytecode:", first == code.co_code[:1])

# book: changed 3.10: The line table has a new format, as `co_linetable`, and `co_lnotab` is created on request.
# book: changed 3.11: The structure contains the bytecode, and three tuples of variable names are created on request.
# book: changed 3.12: The copy for `co_code` is in another structure, and one more word is for monitoring.
# book: changed 3.13: A new member before the bytecode, `co_executors`, leads to the code of the micro-op optimizer.
# book: changed 3.13t: The header of an object has four words instead of two in the free-threaded build.
# book: changed 3.14: A new member before the bytecode, `_co_unique_id`, is used for reference counts per thread.
