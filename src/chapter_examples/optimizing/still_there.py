"""What omitted lines still do to their function."""

import inspect


def wait():
    assert (yield), "nothing came"


def label():
    if __debug__:
        text = "debugging"
    return text


print("level", 0 if __debug__ else 1)
print("generator function:", inspect.isgeneratorfunction(wait))
try:
    print("label:", label())
except UnboundLocalError as error:
    print("label:", type(error).__name__)

# book: command python still_there.py
# book: command python -O still_there.py
# book: portable
