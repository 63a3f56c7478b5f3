"""Tell which variables of a module a call has changed."""

import copy
from types import FunctionType, MappingProxyType, ModuleType


def state(module):
    """Return a copy of each variable of a module, and the names of those that cannot be copied and compared."""
    copies, unknown = {}, []
    for name, value in list(vars(module).items()):
        kind = type(value)  # not `value.__class__`, which may be a property that fails
        if str(name).startswith("__") or issubclass(kind, (FunctionType, ModuleType, type)):
            continue
        try:
            if kind is MappingProxyType:
                value = dict(value)
            copies[name] = copy.deepcopy(value)
            if not copies[name] == value:
                raise ValueError("a copy is not equal to the original")
        except Exception:
            copies.pop(name, None)
            unknown.append(name)
    return copies, unknown


def changed_by(function, module):
    """Return the variables that changed, each with its old and new value, and those that cannot be compared."""
    before, unknown_before = state(module)
    function()
    after, unknown_after = state(module)
    unknown = sorted({*unknown_before, *unknown_after}, key=str)
    changed = {}
    for name in sorted({*before, *after}.difference(unknown), key=str):
        old, new = before.get(name, "not there"), after.get(name, "not there")
        if not old == new:
            changed[name] = (old, new)
    return changed, unknown
