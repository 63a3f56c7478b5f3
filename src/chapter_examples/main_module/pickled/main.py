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
