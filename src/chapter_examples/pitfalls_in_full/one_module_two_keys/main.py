"""A program that is its own module."""

import sys

if __name__ == "__main__":
    sys.modules["main"] = sys.modules["__main__"]

COMMANDS = {}


class Command:
    """A command of the program."""


def command(function):
    COMMANDS[function.__name__] = function
    return function


import commands

print("commands:", sorted(COMMANDS))
print("Command is in", Command.__module__)

# book: portable
