"""The commands that have been added."""

COMMANDS = {}


def command(function):
    COMMANDS[function.__name__] = function
    return function
