"""The modules of the program."""
