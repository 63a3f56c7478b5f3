"""The commands of the program."""

from registry import command


@command
def greet():
    print("Hello!")
