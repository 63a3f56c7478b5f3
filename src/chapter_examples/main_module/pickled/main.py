"""Save an order to a file."""

import pickle
from pathlib import Path


class Order:
    def __init__(self, fruit):
        self.fruit = fruit


if __name__ == "__main__":
    print("saving an object of", Order.__module__ + "." + Order.__name__)
    Path("order.pickle").write_bytes(pickle.dumps(Order("apple")))

# book: command python main.py
# book: command python report.py
# book: raises AttributeError
# book: changed 3.9: Python makes the path of a script absolute, and the traceback and `repr()` of the module show it.
# book: changed 3.11: A code object knows the columns of each instruction, and the traceback marks the call that failed.
# book: changed 3.13: The traceback has no marks below a line that assigns the result of a call to a name.
# book: changed 3.14: `pickle` has no message of its own here and lets that of the failed `getattr()` through.
