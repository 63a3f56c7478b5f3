"""Which functions of a module have a default that a call can change?"""

import inspect

import shop


def functions(names, module_name, prefix=""):
    """Yield the name and the function of each callable among `names`, and in the classes that the module defines."""
    for name, value in list(names.items()):
        if type(value) in (staticmethod, classmethod):
            value = value.__func__
        if issubclass(type(value), type):
            inner = type.__getattribute__(value, "__dict__")
            if inner.get("__module__") == module_name:
                yield from functions(inner, module_name, f"{prefix}{name}.")
        elif callable(value):
            yield f"{prefix}{name}", value


def can_change(value):
    try:
        hash(value)
    except Exception:
        return True
    return False


def changeable_defaults(module):
    """Yield a line for each such default, and for each function that does not say which parameters it has."""
    for name, function in functions(vars(module), module.__name__):
        try:
            for parameter in inspect.signature(function).parameters.values():
                if parameter.default is not parameter.empty and can_change(parameter.default):
                    yield f"{name}({parameter.name}=…)"
        except Exception as error:
            yield f"{name}: cannot tell: {type(error).__name__}"


for line in changeable_defaults(shop):
    print(line)

# book: portable
