"""A program that is its own module."""

import sys

sys.modules["main"] = sys.modules[__name__]
COMMANDS = {}


def command(function):
    COMMANDS[function.__name__] = function
    return function


import commands

print("commands:", sorted(COMMANDS))

# book: portable
