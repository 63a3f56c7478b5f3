"""Which finder finds each module, and which loader it names."""

import sys


def name_of(thing):
    return getattr(thing, "__name__", type(thing).__name__)


for module in ["time", "zipimport", "os", "json", "_ctypes"]:  # book: part ask
    for finder in sys.meta_path:
        spec = finder.find_spec(module)
        if spec:
            print(f"{module:9} {name_of(finder):15} {name_of(spec.loader)}")
            break  # book: end ask

# book: changed 3.11: Several modules that Python needs to start are frozen, for example `os`, so `FrozenImporter` finds it.
