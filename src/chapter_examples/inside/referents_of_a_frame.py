"""The objects that the garbage collector finds in a frame object, during the call and after it."""

import gc
import sys


def referents(frame):
    return [thing if isinstance(thing, str) else type(thing).__name__ for thing in gc.get_referents(frame)]


def total(price):
    rate = "rate"
    frame = sys._getframe()
    return frame, referents(frame)


frame, during = total("price")
print("during:", during)
print("after: ", referents(frame))

# book: changed 3.11: The variables are in a record, which is copied into the frame object when the call ends.
