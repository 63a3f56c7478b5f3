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

# book: changed 3.9: Each version has a folder of its own for the standard library, here `python3.9`.
# book: changed 3.10: Each version has a folder of its own for the standard library, here `python3.10`.
# book: changed 3.11: Each version has a folder of its own for the standard library, here `python3.11`.
# book: changed 3.12: Each version has a folder of its own for the standard library, here `python3.12`.
# book: changed 3.13: Each version has a folder of its own for the standard library, here `python3.13`.
# book: changed 3.13t: A free-threaded build has a folder of its own for the standard library, with a `t` in its name.
# book: changed 3.14: Each version has a folder of its own for the standard library, here `python3.14`.
# book: changed 3.15: Each version has a folder of its own for the standard library, here `python3.15`.
