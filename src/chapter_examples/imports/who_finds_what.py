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

# book: changed 3.11: The modules that every start needs are frozen, `os` among them, so `FrozenImporter` finds it.
