"""In whose frame does the inside of a comprehension or a generator expression run?"""

import sys


def frame_name():
    return sys._getframe(1).f_code.co_name


def report():  # book: part report
    print([frame_name() for _ in "x"])
    print(list(frame_name() for _ in "x"))


report()  # book: end report

# book: changed 3.12: The list comprehension is inlined into `report` and runs in its frame.
# book: portable
