"""Which functions of a module have a default that a call can change?"""

import inspect

import shop


def changeable_defaults(module):
    for name, function in inspect.getmembers(module, inspect.isfunction):
        for parameter in inspect.signature(function).parameters.values():
            if isinstance(parameter.default, (list, dict, set)):
                yield f"{name}({parameter})"


print(list(changeable_defaults(shop)))

# book: portable
