"""Three calls of one function, seen from the innermost call."""

import sys


def count_down(number):  # book: part stack
    if number > 0:
        return count_down(number - 1)
    frame = sys._getframe()
    while frame is not None:
        print(frame.f_code.co_name, frame.f_lineno, frame.f_locals.get("number"))
        frame = frame.f_back


count_down(2)  # book: end stack

# book: portable
