"""Which files are there as more than one module?"""

import os
import sys
from collections import defaultdict

import helper

if __name__ == "__main__":
    modules = defaultdict(dict)
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None):
            modules[os.path.abspath(module.__file__)][id(module)] = name
    for path, names in modules.items():
        if len(names) > 1:
            print(os.path.basename(path), "is", " and ".join(names.values()))
