"""The `.pyc` files of an imported module, one for each level."""

import os
import sys

import coins

folder = os.path.dirname(coins.__spec__.cached)
for name in sorted(os.listdir(folder)):
    print(name.replace(sys.implementation.cache_tag, "TAG"))

# book: command python main.py
# book: command python -O main.py
# book: command PYTHONOPTIMIZE=2 python main.py
