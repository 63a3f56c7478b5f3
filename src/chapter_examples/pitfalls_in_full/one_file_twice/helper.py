"""A module that imports the program."""

import main
