"""The distance between the records of nested calls. It reads private memory; do not copy it into your own program."""

import ctypes
import sys

WORD = ctypes.sizeof(ctypes.c_void_p)
HEAD = object.__basicsize__ // WORD


def record_of(frame):
    return (ctypes.c_size_t * (HEAD + 2)).from_address(id(frame))[HEAD + 1]


def go_down(depth, places):
    places.append(record_of(sys._getframe()))
    if depth:
        go_down(depth - 1, places)


places = []
go_down(500, places)
steps = [after - before for before, after in zip(places, places[1:])]
code = go_down.__code__
words = steps[0] // WORD
print("from record to record:", words, "words")
print("locals and stack:     ", code.co_nlocals + code.co_stacksize, "words")

breaks = [index for index, step in enumerate(steps) if step != steps[0]]
print("records in a chunk:   ", breaks[1] - breaks[0])

# book: requires >=3.11: older calls create a frame object each
# book: changed 3.14: The height of the stack is an address, which takes a whole word, so each record is a word longer.
