"""In which lines of a function does the garbage collector run?"""

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
gc.set_threshold(5)  # collect after more than five new containers
work()
gc.callbacks.remove(note_line)
print("Lines interrupted:", sorted(lines))

# book: requires gil: the collector of the free-threaded build counts differently, and does not run here
# book: changed 3.12: Creating too many containers sets the eval breaker, so the collection begins at the jump
#     back, in line 18.
