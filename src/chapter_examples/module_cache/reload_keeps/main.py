"""What a reload changes, and what it keeps."""

import importlib

import counter
from counter import runs

importlib.reload(counter)
print("counter.runs:", counter.runs)
print("runs:        ", runs)

counter.extra = "kept"
print("same object: ", importlib.reload(counter) is counter)
print("extra:       ", counter.extra)

# book: portable
