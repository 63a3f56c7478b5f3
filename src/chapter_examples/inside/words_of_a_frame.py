"""A frame in memory. It reads private memory; do not copy it into your own program."""

import ctypes
import sys

WORD = ctypes.sizeof(ctypes.c_void_p)
HEAD = object.__basicsize__ // WORD


def words_at(address, count):
    return (ctypes.c_size_t * count).from_address(address)


def place_of(frame):
    fields = words_at(id(frame), HEAD + 3)
    return id(frame) if fields[HEAD + 2] == id(frame.f_code) else fields[HEAD + 1]


def show(frame, function):
    place, code = place_of(frame), frame.f_code
    labels = {id(value): name for name, value in frame.f_locals.items()}
    labels.update({id(function): "function", id(code): "code", id(frame): "frame object"})
    labels.update({id(frame.f_globals): "globals", id(frame.f_builtins): "builtins"})
    labels[place_of(frame.f_back)] = "frame of the caller"
    seen = []
    for index, word in enumerate(words_at(place, 60)):
        label = labels.get(word & ~3, "")
        if id(code) < word < id(code) + sys.getsizeof(code):
            label = "instruction"
        elif place < word < place + 60 * WORD:
            label = f"word {(word - place) // WORD}"
        elif word & 0xFFFF == 3:  # two variables and one value on the stack
            label = "3 places in use"
        if label:
            tagged = label in frame.f_locals and word & 1
            print(f"{index:2}  {label}{' + 1' * tagged}")
        seen.append(label)
        if seen.count("price") == 2:
            return 1


def total(price, rate):  # book: part call
    return price + show(sys._getframe(), total)


total(float("30.5"), 2)  # book: end call

# book: changed 3.10: The number `f_stackdepth` shares a word with two flags; the address `f_stacktop` had its own.
# book: changed 3.11: A call creates a record, with members in another order and without room for blocks of `try`.
# book: changed 3.12: A record begins with the code object and the record of the caller; the function comes third.
# book: changed 3.14: The height of the stack is an address, which takes a whole word, and references are tagged.
