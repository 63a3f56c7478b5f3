"""A program to which commands can be added."""

import commands
from registry import COMMANDS

print("commands:", sorted(COMMANDS))

# book: portable
