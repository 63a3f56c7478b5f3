"""Where in a function the garbage collector gets its turn."""

import gc
import sys


def note_line(phase, info):
    frame = sys._getframe(1)
    if phase == "start" and frame.f_code is work.__code__:
        lines.add(frame.f_lineno)


def work():
    a = [[], [], [], [], [], [], [], []]
    b = [[], [], [], [], [], [], [], []]
    c = [[], [], [], [], [], [], [], []]
    for kept in (a, b, c):
        pass
    return len(a) + len(b) + len(c)


lines = set()
gc.collect()
gc.callbacks.append(note_line)
gc.set_threshold(5)  # more than five new containers are a reason to collect
work()
gc.callbacks.remove(note_line)
print("Lines interrupted:", sorted(lines))

# book: requires gil: the collector of the free-threaded build counts in another way, and does not begin here
# book: changed 3.12: Too many containers set the eval breaker, and the collector starts at the jump back in line 18.
