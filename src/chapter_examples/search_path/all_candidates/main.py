"""Every place along sys.path where a name would be found, and who wins."""

import sys
from importlib.machinery import PathFinder


def candidates(name):
    for finder in sys.meta_path:
        if finder is not PathFinder:
            yield finder.find_spec(name)
    for entry in sys.path:
        yield PathFinder.find_spec(name, [entry])


for name in ["json", "time"]:
    for spec in filter(None, candidates(name)):
        print(f"{name}: {spec.origin}")
