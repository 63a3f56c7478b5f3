"""Measure two ways to build a string several times, and take the best time of each."""

import timeit

SETUP = "words = ['pear'] * 100"
LOOP = """\
text = ''
for word in words:
    text += word
"""

for name, statement in [("join", "text = ''.join(words)"), ("loop", LOOP)]:
    runs = timeit.repeat(statement, SETUP, number=1000, repeat=5)
    print(f"{name}: {min(runs) / 1000 * 1e6:.2f} µs")

# book: normalize timings: the times depend on the machine
