"""Load the order and print it."""

import pickle
from pathlib import Path

order = pickle.loads(Path("order.pickle").read_bytes())
print(order.fruit)
