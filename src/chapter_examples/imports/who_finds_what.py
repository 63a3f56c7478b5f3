"""Which finder finds each module, and which loader does it select?"""

import sys


def name_of(thing):
    return getattr(thing, "__name__", type(thing).__name__)


for module in ["time", "zipimport", "os", "json", "_ctypes"]:  # book: part ask
    for finder in sys.meta_path:
        spec = finder.find_spec(module)
        if spec:
            print(f"{module:9} {name_of(finder):15} {name_of(spec.loader)}")
            break  # book: end ask

# book: changed 3.11: `os` is frozen, like many modules that Python needs to start, so `FrozenImporter` finds it.
