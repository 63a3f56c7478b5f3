"""The size of a generator with one local variable, and of one with six."""

import ctypes
import sys


def one(a):
    yield a


def six(a, b, c, d, e, f):
    yield a


larger = sys.getsizeof(six(1, 2, 3, 4, 5, 6)) - sys.getsizeof(one(1))
print(larger // ctypes.sizeof(ctypes.c_void_p), "words more")

# book: changed 3.11: A generator contains its record, so five variables more make it five words larger.
