"""Measure two ways to build a text: several runs of each, and the best one counts."""

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

# book: normalize timings: they say something about the machine of the day, not about a Python
