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
# book: changed 3.9: The path of a script is absolute. The traceback shows it, and so does the `repr()` of the module.
# book: changed 3.11: The traceback marks the call that failed.
# book: changed 3.13: The traceback does not mark a call whose result is assigned to a name.
# book: changed 3.14: The traceback marks the call again, and the message is that of the failed `getattr()`.
