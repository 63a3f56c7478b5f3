"""The program to be checked. It is in the current folder."""
