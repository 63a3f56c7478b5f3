"""Load the order and report it."""

import pickle
from pathlib import Path

order = pickle.loads(Path("order.pickle").read_bytes())
print(order.fruit)
