"""A basket that needs the prices."""


def show(module):
    return [name for name in vars(module) if not name.startswith("__")]


import prices

LIMIT = 10
