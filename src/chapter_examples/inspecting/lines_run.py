"""How often each line of a function runs during one call."""

import inspect
import sys
from collections import Counter


def first_even(numbers):
    for number in numbers:
        if number % 2 == 0:
            return number
    return None


def count_lines(function, *arguments):
    counts = Counter()

    def watch(frame, event, argument):
        if frame.f_code is function.__code__:
            counts[frame.f_lineno] += event == "line"
            return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        function(*arguments)
    finally:
        sys.settrace(before)
    return counts


counts = count_lines(first_even, [3, 5, 6, 7])
lines, first = inspect.getsourcelines(first_even)
for number, line in enumerate(lines[1:], first + 1):
    print(f"{counts[number]:2}  {line.rstrip()}")

# book: portable
