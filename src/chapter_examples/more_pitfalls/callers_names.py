"""A function that fills in its caller's variables."""

import sys


def fill(text):
    return text.format(**sys._getframe(1).f_locals)


def labels(shop):
    return [fill("{item} from {shop}") for item in ["pear", "plum"]]


print(labels("Ada's"))

# book: raises KeyError on <3.12
# book: changed 3.9: CPython makes the path of the script absolute, and each frame of the traceback shows it.
# book: changed 3.11: Instructions know their columns, so the traceback marks in each frame what was running.
# book: changed 3.12: The comprehension runs in the frame of `labels`, so `fill()` finds `shop` there.
