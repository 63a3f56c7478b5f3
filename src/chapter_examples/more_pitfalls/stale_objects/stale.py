"""Find objects whose class has been replaced by another class of the same name."""

import gc

# What `type` itself says of a class. A metaclass, or a property `__class__`, may say something else, or fail.
NAMESPACE = type.__dict__["__dict__"].__get__
QUALNAME = type.__dict__["__qualname__"].__get__
MRO = type.__dict__["__mro__"].__get__


def replaced(kind, module):
    """Tell whether `module` has another class under the name of the class `kind`, which it once defined."""
    if NAMESPACE(kind).get("__module__") != module.__name__:
        return False
    outer, _, name = QUALNAME(kind).rpartition(".")
    names = vars(module)
    for part in outer.split(".") if outer else []:
        if not isinstance(names.get(part), type):
            return False  # defined in a function, or in a class that is no longer there
        names = NAMESPACE(names[part])
    current = names.get(name, kind)
    return current is not kind and isinstance(current, type)


def stale(module):
    """Yield the objects one of whose classes `module` has replaced."""
    for thing in gc.get_objects():
        if any(replaced(kind, module) for kind in MRO(type(thing))):
            yield thing
