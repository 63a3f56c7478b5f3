"""A program to which commands can be added."""

COMMANDS = {}


def command(function):
    COMMANDS[function.__name__] = function
    return function


if __name__ == "__main__":
    import commands

    print("commands:", sorted(COMMANDS))

# book: portable
