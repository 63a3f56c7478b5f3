"""The fields of a code object. It reads private memory: nothing for a program of yours."""

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
    names.remove("co_lnotab")  # made on request
fields = {id(getattr(code, name)): name for name in names}

size = sys.getsizeof(code) // WORD  # book: part words
for index, word in enumerate((ctypes.c_size_t * size).from_address(id(code))):
    if word in fields:
        print(f"word {index:2} points to {fields[word]}")  # book: end words

head = type(code).__basicsize__
if type(code).__itemsize__:  # more follows: code units
    first = ctypes.string_at(id(code) + head, 1)
    print(f"word {head // WORD:2} begins the bytecode:", first == code.co_code[:1])
