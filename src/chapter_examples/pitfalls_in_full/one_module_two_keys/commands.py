"""The commands of the program."""

from main import command


@command
def greet():
    print("Hello!")
