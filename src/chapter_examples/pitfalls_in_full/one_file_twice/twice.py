"""Find the files that are loaded as more than one module."""

import os
import sys
from collections import defaultdict


def modules_by_file():
    """Return the names of the modules of each file, one for each module object."""
    files = defaultdict(dict)
    for name, module in list(sys.modules.items()):
        try:
            file = os.path.realpath(vars(module)["__file__"])
        except Exception:
            continue  # not a module, or not made from a file
        files[file].setdefault(id(module), name)
    return {file: list(names.values()) for file, names in files.items()}


def loaded_twice():
    """Return those files of `modules_by_file()` that have two modules or more."""
    return {file: names for file, names in modules_by_file().items() if len(names) > 1}
