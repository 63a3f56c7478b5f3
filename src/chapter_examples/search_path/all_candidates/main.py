"""The places in `sys.path` where a name would be found, in order."""

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

# book: changed 3.9: The library of each version is in a folder of its own, here `python3.9`.
# book: changed 3.10: The library of each version is in a folder of its own, here `python3.10`.
# book: changed 3.11: The library of each version is in a folder of its own, here `python3.11`.
# book: changed 3.12: The library of each version is in a folder of its own, here `python3.12`.
# book: changed 3.13: The library of each version is in a folder of its own, here `python3.13`.
# book: changed 3.13t: The library of a free-threaded build is in a folder of its own, with a `t` in its name.
# book: changed 3.14: The library of each version is in a folder of its own, here `python3.14`.
# book: changed 3.15: The library of each version is in a folder of its own, here `python3.15`.
